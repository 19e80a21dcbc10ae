import { Kbd, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState, type RefObject } from 'react'
import type { State } from '../../api/client'
import type { ClaimFilter } from '../../api/queries'
import { KEYS } from '../../app/keys'
import { STATE_LABELS } from '../../ui/badges'
import classes from './Queue.module.css'

interface Props {
  filter: ClaimFilter
  counts: { state: State; count: number }[]
  change: (next: ClaimFilter) => void
  search: RefObject<HTMLInputElement | null>
}

function without(filter: ClaimFilter, key: keyof ClaimFilter): ClaimFilter {
  const { [key]: _, ...rest } = filter
  return rest
}

/** What the queue shows. Every choice is in the address, so that a view can be sent to a colleague. */
export function QueueFilters({ filter, counts, change, search }: Props) {
  const [text, setText] = useState(filter.text ?? '')
  useEffect(() => setText(filter.text ?? ''), [filter.text])
  const searchLater = useDebouncedCallback((wanted: string) => {
    change(wanted.trim() === '' ? without(filter, 'text') : { ...filter, text: wanted })
  }, 300)
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const toggle = (on: boolean, add: ClaimFilter, key: keyof ClaimFilter) =>
    change(on ? without(filter, key) : { ...filter, ...add })
  return (
    <search className={classes.filters}>
      <TextInput
        ref={search}
        aria-label="Search claims"
        placeholder="Claims and sources"
        value={text}
        rightSection={<Kbd size="xs">/</Kbd>}
        onChange={(event) => {
          setText(event.currentTarget.value)
          searchLater(event.currentTarget.value)
        }}
      />
      <div className={classes.group} role="group" aria-label="Whose">
        <Choice
          on={filter.assignee === 'me'}
          label="Mine"
          click={() => toggle(filter.assignee === 'me', { assignee: 'me' }, 'assignee')}
        />
        <Choice
          on={filter.assignee === 'none'}
          label="Nobody’s"
          click={() => toggle(filter.assignee === 'none', { assignee: 'none' }, 'assignee')}
        />
        <Choice
          on={filter.unnamed === true}
          label="Unnamed source"
          click={() => toggle(filter.unnamed === true, { unnamed: true }, 'unnamed')}
        />
      </div>
      <div className={classes.group} role="group" aria-label="State">
        <Choice
          on={filter.state === undefined}
          label="All states"
          count={total}
          click={() => change(without(filter, 'state'))}
        />
        {counts.map(({ state, count }) => (
          <Choice
            key={state}
            on={filter.state?.includes(state) ?? false}
            label={STATE_LABELS[state]}
            count={count}
            click={() =>
              toggle(filter.state?.includes(state) ?? false, { state: [state] }, 'state')
            }
          />
        ))}
      </div>
      <KeyHints />
    </search>
  )
}

const HINTS = ['next', 'previous', 'open', 'mine', 'dismiss', 'help'] as const

/** The keys of this page, beside where they work. */
function KeyHints() {
  return (
    <ul className={classes.hints} aria-label="Keys of this page">
      {HINTS.map((name) => (
        <li key={name}>
          <Kbd size="xs">{KEYS[name].key}</Kbd> {KEYS[name].does}
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
      {count !== undefined && <span className={classes.count}>{count}</span>}
    </button>
  )
}
