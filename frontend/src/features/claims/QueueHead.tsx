import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconFileText, IconGavel } from '@tabler/icons-react'
import { Suspense } from 'react'
import type { ClaimFilter } from '../../api/queries'
import { showNumber } from '../../lib/dates'
import { later, lazyPart } from '../../lib/later'
import { Apart } from '../../ui/ErrorBoundary'
import { Key } from '../../ui/Key'
import { PageHeader } from '../../ui/states'
import type { usePanes } from './panes'
import classes from './Queue.module.css'

const QueueMenus = lazyPart(
  later(() => import('./QueueMenus')),
  (m) => m.QueueMenus,
)

interface Props {
  filter: ClaimFilter
  change: (next: ClaimFilter) => void
  total: number
  panes: ReturnType<typeof usePanes>
  taking: boolean
  take: () => void
}

/** The queue's name and number, the views, and what stands beside it. */
export function QueueHead({ filter, change, total, panes, taking, take }: Props) {
  return (
    <div className={classes.head}>
      <PageHeader title={t`Queue`}>
        <span className={classes.total}>{showNumber(total)}</span>
        <Button
          size="compact-sm"
          variant="default"
          loading={taking}
          onClick={take}
          rightSection={<Key name="take" />}
        >
          <Trans>Take the next claim</Trans>
        </Button>
        {panes.possible && (
          <span className={classes.sides} role="group" aria-label={t`Beside the queue`}>
            <button
              type="button"
              aria-pressed={panes.open.article}
              onClick={() => panes.toggle('article')}
            >
              <IconFileText size={15} aria-hidden /> <Trans>Article</Trans>
            </button>
            <button
              type="button"
              aria-pressed={panes.open.decision}
              onClick={() => panes.toggle('decision')}
            >
              <IconGavel size={15} aria-hidden /> <Trans>Decision</Trans>
            </button>
          </span>
        )}
      </PageHeader>
      <Apart instead={<div className={classes.menus} />}>
        <Suspense fallback={<div className={classes.menus} />}>
          <QueueMenus filter={filter} change={change} />
        </Suspense>
      </Apart>
    </div>
  )
}
