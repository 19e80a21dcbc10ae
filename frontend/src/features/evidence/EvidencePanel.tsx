import { Anchor, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { api, unwrap, type ClaimDetail, type Evidence } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { showMoment } from '../../lib/dates'
import { complain, offerUndo } from '../../ui/undo'
import classes from './Evidence.module.css'
import { EvidenceForm } from './EvidenceForm'

export const STANCES: Record<Evidence['stance'], string> = {
  supports: 'Supports the claim',
  refutes: 'Refutes the claim',
  context: 'Gives context',
}

export function EvidencePanel({ claim }: { claim: ClaimDetail }) {
  const [adding, setAdding] = useState(false)
  const standing = claim.evidence.filter((item) => item.retracted_at === null)
  const open = claim.state !== 'dismissed'
  useKeys({ evidence: () => setAdding(open) })
  return (
    <section aria-labelledby="evidence-title" className="panel">
      <Group justify="space-between" mb="sm">
        <h2 id="evidence-title">Evidence</h2>
        {open && !adding && (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            Add a link
          </Button>
        )}
      </Group>
      {adding && <EvidenceForm claim={claim.id} onClose={() => setAdding(false)} />}
      {standing.length === 0 && !adding && (
        <Text c="var(--muted)">
          Nothing yet. A verdict needs at least one link to what it rests on.
        </Text>
      )}
      <ul className={classes.list}>
        {claim.evidence.map((item) => (
          <EvidenceCard key={item.id} claim={claim.id} item={item} editable={open} />
        ))}
      </ul>
    </section>
  )
}

function EvidenceCard(props: { claim: number; item: Evidence; editable: boolean }) {
  const { claim, item, editable } = props
  const path = { params: { path: { claim_id: claim, evidence_id: item.id } } }
  const change = async (call: () => Promise<unknown>, undo?: () => void) => {
    try {
      await call()
      if (undo) offerUndo('Evidence retracted.', undo)
    } catch (error) {
      complain(error)
    }
    await refreshWork()
  }
  const restore = () =>
    void change(() =>
      unwrap(api.POST('/api/v1/claims/{claim_id}/evidence/{evidence_id}/restoration', path)),
    )
  const retract = () =>
    void change(
      () => unwrap(api.DELETE('/api/v1/claims/{claim_id}/evidence/{evidence_id}', path)),
      restore,
    )
  const retracted = item.retracted_at !== null
  return (
    <li className={classes.card} data-retracted={retracted || undefined}>
      <EvidenceBody item={item} />
      {item.note !== '' && <p className={classes.note}>{item.note}</p>}
      <Group justify="space-between" mt={4}>
        <Text size="sm" c="var(--muted)">
          {item.added_by.name}, {showMoment(item.added_at)}
          {retracted && ' · retracted'}
        </Text>
        {editable && (
          <Button size="compact-xs" variant="subtle" onClick={retracted ? restore : retract}>
            {retracted ? 'Restore' : 'Retract'}
          </Button>
        )}
      </Group>
    </li>
  )
}

/** What a reader gets of a piece of evidence: what it does, where it is, what it says. */
export function EvidenceBody({
  item,
}: {
  item: Pick<Evidence, 'url' | 'title' | 'publisher' | 'quote' | 'stance'>
}) {
  return (
    <>
      <span className={classes.stance} data-stance={item.stance}>
        {STANCES[item.stance]}
      </span>
      <Anchor
        href={item.url}
        target="_blank"
        rel="noopener noreferrer"
        className={classes.link}
        data-titled={item.title !== '' || undefined}
      >
        {item.title || item.url}
      </Anchor>
      {item.publisher !== '' && <Text size="sm">{item.publisher}</Text>}
      {item.quote !== '' && (
        <blockquote className={classes.quote} dir="auto">
          {item.quote}
        </blockquote>
      )}
    </>
  )
}
