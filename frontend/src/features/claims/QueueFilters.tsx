import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { memo, Suspense, type ReactNode, type RefObject } from 'react'
import type { State } from '../../api/client'
import type { ClaimFilter } from '../../api/queries'
import { KEYS, leave } from '../../app/keys'
import { showNumber } from '../../lib/dates'
import { later, lazyPart } from '../../lib/later'
import { useTyped } from '../../lib/useTyped'
import { Apart } from '../../ui/ErrorBoundary'
import { Key } from '../../ui/Key'
import { stateLabel } from '../../ui/badges'
import { addressOf, countOf, isOpen, OPEN_STATES } from './filter'
import { PRIORITIES } from './Marks'
import classes from './Queue.module.css'

const FilterChips = lazyPart(
  later(() => import('./FilterChips')),
  (m) => m.FilterChips,
)
const TagsFilter = lazyPart(
  later(() => import('./TagsFilter')),
  (m) => m.TagsFilter,
)

/** What a claim may be marked by. Where it lost its place is asked for by links alone. */
const MARKED = [
  ['unnamed', true, msg`Unnamed source`],
  ['overdue', true, msg`Overdue`],
  ['sensitive', true, msg`Sensitive`],
  ['disagreement', true, msg`Opinions differ`],
  ['snoozed', true, msg`Snoozed`],
  ['matched', 'same', msg`Checked before`],
  ['matched', 'near', msg`Nearly checked before`],
  ['anchor', 'orphaned', msg`Place lost`],
] as const

const NO_TAGS: string[] = []

interface Props {
  filter: ClaimFilter
  counts: { state: State; count: number }[]
  /** Tags of the claims in sight, to choose from. */
  tags: string[]
  change: (next: ClaimFilter) => void
  search: RefObject<HTMLInputElement | null>
  /** Beside other panes only the search stands open. */
  folded: boolean
}

function without(filter: ClaimFilter, key: keyof ClaimFilter): ClaimFilter {
  const { [key]: _, ...rest } = filter
  return rest
}

/** What the queue shows. Every choice is in the address, so that a view can be sent to a colleague. */
export const QueueFilters = memo(function QueueFilters(props: Props) {
  const { filter, counts, tags, change, search, folded } = props
  const [text, setText] = useTyped(filter.text)
  const searchLater = useDebouncedCallback((wanted: string) => {
    change(wanted.trim() === '' ? without(filter, 'text') : { ...filter, text: wanted })
  }, 300)
  const total = countOf(without(filter, 'state'), counts)
  const open = isOpen(filter)
  const toggle = (on: boolean, add: ClaimFilter, key: keyof ClaimFilter) =>
    change(on ? without(filter, key) : { ...filter, ...add })
  const noTags = <TextInput aria-label={t`Tags`} placeholder={t`Tags`} disabled />
  return (
    <search className={classes.filters}>
      <TextInput
        ref={search}
        aria-label={t`Search claims`}
        placeholder={t`Claims and sources`}
        value={text}
        rightSection={<Key name="search" />}
        onChange={(event) => {
          setText(event.currentTarget.value)
          searchLater(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          // On to the claims, which are asked for without waiting for more letters.
          searchLater.flush()
          leave(event.currentTarget)
        }}
      />
      <Apart>
        <Suspense>
          <FilterChips filter={filter} change={change} />
        </Suspense>
      </Apart>
      <Fold folded={folded} count={Object.keys(addressOf(filter)).length}>
        <Apart instead={noTags}>
          <Suspense fallback={noTags}>
            <TagsFilter
              tags={tags}
              value={filter.tag ?? NO_TAGS}
              change={(wanted) =>
                change(wanted.length === 0 ? without(filter, 'tag') : { ...filter, tag: wanted })
              }
            />
          </Suspense>
        </Apart>
        <div className={classes.group} role="group" aria-label={t`Which`}>
          <Choice
            on={filter.assignee === 'me'}
            label={t`Mine`}
            click={() => toggle(filter.assignee === 'me', { assignee: 'me' }, 'assignee')}
          />
          <Choice
            on={filter.assignee === 'none'}
            label={t`Nobody’s`}
            click={() => toggle(filter.assignee === 'none', { assignee: 'none' }, 'assignee')}
          />
          {MARKED.filter(([key]) => key !== 'anchor' || filter.anchor !== undefined).map(
            ([key, value, label]) => (
              <Choice
                key={`${key} ${value}`}
                on={filter[key] === value}
                label={i18n._(label)}
                click={() => toggle(filter[key] === value, { [key]: value }, key)}
              />
            ),
          )}
        </div>
        <div className={classes.group} role="group" aria-label={t`Priority`} data-flat>
          {PRIORITIES.map(({ value, label }) => (
            <Choice
              key={value}
              on={filter.priority === value}
              label={i18n._(label)}
              click={() => toggle(filter.priority === value, { priority: value }, 'priority')}
            />
          ))}
        </div>
        <div className={classes.group} role="group" aria-label={t`State`}>
          <Choice
            on={open}
            label={t`Needs work`}
            count={countOf({ state: OPEN_STATES }, counts)}
            click={() => change({ ...filter, state: OPEN_STATES })}
          />
          <Choice
            on={filter.state === undefined}
            label={t`All states`}
            count={total}
            click={() => change(without(filter, 'state'))}
          />
          {counts.map(({ state, count }) => {
            const on = !open && filter.state?.includes(state) === true
            return (
              <Choice
                key={state}
                on={on}
                label={stateLabel(state)}
                count={count}
                click={() => toggle(on, { state: [state] }, 'state')}
              />
            )
          })}
        </div>
        <KeyHints />
      </Fold>
    </search>
  )
})

function Fold({
  folded,
  count,
  children,
}: {
  folded: boolean
  count: number
  children: ReactNode
}) {
  if (!folded) return <>{children}</>
  return (
    <details className={classes.fold}>
      <summary>{count === 0 ? t`Filter` : t`Filter (${count})`}</summary>
      {children}
    </details>
  )
}

const HINTS = ['next', 'previous', 'open', 'select', 'mine', 'dismiss', 'help'] as const

/** The keys of this page, beside where they work. */
function KeyHints() {
  return (
    <ul className={classes.hints} aria-label={t`Keys of this page`}>
      {HINTS.map((name) => (
        <li key={name}>
          <Key name={name} /> {i18n._(KEYS[name].does)}
        </li>
      ))}
    </ul>
  )
}

interface ChoiceProps {
  on: boolean
  label: string
  count?: number
  click: () => void
}

function Choice({ on, label, count, click }: ChoiceProps) {
  return (
    <button type="button" className={classes.choice} aria-pressed={on} onClick={click}>
      <span>{label}</span>
      {count !== undefined && <span className={classes.count}>{showNumber(count)}</span>}
    </button>
  )
}
