import { t } from '@lingui/core/macro'
import { useRef } from 'react'
import type { LedgerEntry } from '../../api/client'
import { useKeys } from '../../app/keys'
import classes from './Ledger.module.css'
import { LedgerItem } from './LedgerItem'

/** The entries, gone through with the queue's keys: the focus lies on an entry's link. */
export function LedgerList({ entries }: { entries: LedgerEntry[] }) {
  const list = useRef<HTMLOListElement>(null)
  const go = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus()
  }
  useKeys({ next: () => go(1), previous: () => go(-1) })
  return (
    <ol ref={list} className={classes.list} aria-label={t`Unnamed sources, soonest due first`}>
      {entries.map((entry) => (
        <LedgerItem key={entry.id} entry={entry} />
      ))}
    </ol>
  )
}
