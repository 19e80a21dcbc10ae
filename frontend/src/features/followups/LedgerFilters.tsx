import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Select } from '@mantine/core'
import type { LedgerCounts, Outcome } from '../../api/client'
import { showNumber } from '../../lib/dates'
import classes from './Ledger.module.css'
import type { LedgerFilter, Status } from './ledger'

interface Props {
  filter: LedgerFilter
  counts: LedgerCounts | undefined
  sections: string[]
  /** The title of the article that the list is held to. */
  article: string | undefined
  show: (next: LedgerFilter) => void
}

/** Which entries: each choice with how many it holds, all of it in the address. */
export function LedgerFilters({ filter, counts, sections, article, show }: Props) {
  const statuses: [Status, string][] = [
    ['open', t`Open`],
    ['overdue', t`Overdue`],
    ['expired', t`Expired`],
    ['closed', t`Closed`],
  ]
  const outcomes: [Outcome, string][] = [
    ['identified', t`Identified`],
    ['corroborated', t`Corroborated`],
    ['cleared', t`Cleared`],
    ['waived', t`Waived`],
    ['dropped', t`Dropped`],
  ]
  const only = article ?? String(filter.article)
  const { status, outcome, ...rest } = filter
  const { mine, article: _, section: __, ...anywhere } = filter
  const { article: ___, ...anyArticle } = filter
  const { section: ____, ...anySection } = filter
  const { mine: _____, ...anybodys } = filter
  return (
    <search className={classes.filters}>
      <div className={classes.group} role="group" aria-label={t`Where it stands`}>
        <Choice
          on={status === undefined && outcome === undefined}
          label={t`All`}
          count={counts?.total}
          click={() => show(rest)}
        />
        {statuses.map(([one, label]) => (
          <Choice
            key={one}
            on={status === one}
            label={label}
            count={counts?.[one]}
            click={() => show(status === one ? rest : { ...rest, status: one })}
          />
        ))}
      </div>
      <div className={classes.group} role="group" aria-label={t`Outcome`}>
        {outcomes.map(([one, label]) => (
          <Choice
            key={one}
            on={outcome === one}
            label={label}
            count={counts?.[one]}
            click={() => show(outcome === one ? rest : { ...rest, outcome: one })}
          />
        ))}
      </div>
      <div className={classes.group}>
        <Choice
          on={mine === true}
          label={t`Mine`}
          click={() => show(mine === true ? anybodys : { ...filter, mine: true })}
        />
        <Select
          size="xs"
          aria-label={t`Section`}
          placeholder={t`Every section`}
          data={sections}
          value={filter.section ?? null}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': t`Every section` }}
          onChange={(section) => show(section === null ? anySection : { ...filter, section })}
        />
        {filter.article !== undefined && (
          <Button size="compact-xs" variant="default" onClick={() => show(anyArticle)}>
            <Trans>Only “{only}”: show all articles</Trans>
          </Button>
        )}
        {Object.keys(filter).length > Object.keys(anywhere).length && (
          <Button size="compact-xs" variant="subtle" onClick={() => show({})}>
            <Trans>Clear the filter</Trans>
          </Button>
        )}
      </div>
    </search>
  )
}

interface ChoiceProps {
  on: boolean
  label: string
  count?: number | undefined
  click: () => void
}

function Choice({ on, label, count, click }: ChoiceProps) {
  return (
    <button type="button" className={classes.choice} aria-pressed={on} onClick={click}>
      <span>{label}</span>
      {count !== undefined && <span className={classes.number}>{showNumber(count)}</span>}
    </button>
  )
}
