import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { atOnce } from '../../api/atOnce'
import { api, unwrap, type ClaimDetail, type Evidence } from '../../api/client'
import { claimQuery, refreshWork } from '../../api/queries'
import { useArrival } from '../../lib/arrival'
import { showMoment } from '../../lib/dates'
import { complain, offerUndo } from '../../ui/undo'
import { ArchiveState } from './ArchiveState'
import classes from './Evidence.module.css'
import { EvidenceBody } from './EvidenceBody'
import { EvidenceEdit } from './EvidenceEdit'
import { EvidenceFacts } from './EvidenceFacts'

interface Props {
  claim: number
  item: Evidence
  editable: boolean
  /** Whether its page is another now than the latest verdict rested on. */
  changed: boolean
  /** The piece that has it from the same place, so that the two count once. */
  origin: Evidence | undefined
  /** The claim's other pieces. */
  others: Evidence[]
}

/** A piece of evidence as the desk sees it, with what was kept of it. */
export function EvidenceCard({ claim, item, editable, changed, origin, others }: Props) {
  const path = { params: { path: { claim_id: claim, evidence_id: item.id } } }
  const arrival = useArrival<HTMLLIElement>(`evidence-${item.id}`)
  /** Shows it so at once; where the desk refuses, it is as before, and that is said. */
  const change = async (
    retracted_at: string | null,
    call: () => Promise<unknown>,
    title: string,
  ): Promise<boolean> => {
    const shows = (at: string | null) => (known: ClaimDetail) => ({
      ...known,
      evidence: known.evidence.map((one) =>
        one.id === item.id ? { ...one, retracted_at: at } : one,
      ),
    })
    const both = { shown: shows(retracted_at), back: shows(item.retracted_at) }
    try {
      await atOnce<ClaimDetail, unknown>(claimQuery(claim).queryKey, both, call)
      return true
    } catch (error) {
      complain(error, title)
      return false
    } finally {
      void refreshWork([claim])
    }
  }
  const name = item.title || item.url || item.file?.name || ''
  const restore = () =>
    void change(
      null,
      () => unwrap(api.POST('/api/v1/claims/{claim_id}/evidence/{evidence_id}/restoration', path)),
      t`Not restored: “${name}”`,
    )
  const retract = () => {
    const write = change(
      new Date().toISOString(),
      () => unwrap(api.DELETE('/api/v1/claims/{claim_id}/evidence/{evidence_id}', path)),
      t`Not retracted: “${name}”`,
    )
    offerUndo(t`Evidence retracted.`, restore, { write })
  }
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    flushSync(() => setEditing(false))
    button.current?.focus()
  }
  const retracted = item.retracted_at !== null
  return (
    <li {...arrival} className={classes.card} data-retracted={retracted || undefined}>
      <EvidenceBody item={item} />
      <EvidenceFacts claim={claim} item={item} origin={origin} />
      {item.note !== '' && <p className={classes.note}>{item.note}</p>}
      {item.file === null && <ArchiveState claim={claim} item={item} changed={changed} />}
      <Group justify="space-between" mt={4}>
        <Text size="sm" c="var(--muted)">
          {item.added_by.name}, {showMoment(item.added_at)}
          {retracted && (
            <>
              {' · '}
              <Trans>retracted</Trans>
            </>
          )}
        </Text>
        {editable && !editing && (
          <Group gap={4}>
            {!retracted && (
              <Button
                ref={button}
                size="compact-xs"
                variant="subtle"
                onClick={() => setEditing(true)}
              >
                <Trans>Change</Trans>
              </Button>
            )}
            <Button size="compact-xs" variant="subtle" onClick={retracted ? restore : retract}>
              {retracted ? <Trans>Restore</Trans> : <Trans>Retract</Trans>}
            </Button>
          </Group>
        )}
      </Group>
      {editing && <EvidenceEdit claim={claim} item={item} others={others} onClose={close} />}
    </li>
  )
}
