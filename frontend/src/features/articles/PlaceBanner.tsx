import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { claimQuery } from '../../api/queries'
import { useFocusOn } from '../../lib/focusBack'
import { ErrorState } from '../../ui/states'
import classes from './article.module.css'

/** Says which claim waits for its place, and how to give it one. */
export function PlaceBanner({ claim, onCancel }: { claim: number; onCancel: () => void }) {
  const { data, error, refetch } = useQuery(claimQuery(claim))
  const banner = useRef<HTMLElement>(null)
  useFocusOn(banner, () => document.getElementById('page-title'))
  return (
    <aside ref={banner} className={classes.banner}>
      <p>
        <strong>
          <Trans>Select the words in which this claim stands now:</Trans>
        </strong>
      </p>
      {error === null ? (
        <p dir="auto" className={classes.waiting}>
          {data?.text ?? '…'}
        </p>
      ) : (
        <ErrorState error={error} retry={() => void refetch()} />
      )}
      <Button size="xs" variant="default" onClick={onCancel}>
        <Trans>Not now</Trans>
      </Button>
    </aside>
  )
}
