import { Button } from '@mantine/core'
import { useState } from 'react'
import { api, unwrap, type Evidence, type FollowUp } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { showMoment } from '../../lib/dates'
import { complain, say } from '../../ui/undo'
import { CorroborationForm } from './CorroborationForm'
import classes from './FollowUp.module.css'
import { CORROBORATION_KINDS, labelOf } from './terms'

interface Props {
  entry: FollowUp
  evidence: Evidence[]
  open: boolean
}

/** What bears the source out. Two of one origin count once, and that is said. */
export function Corroborations({ entry, evidence, open }: Props) {
  const [adding, setAdding] = useState(false)
  const counted = entry.corroborations
  return (
    <section className={classes.part} aria-labelledby="corroborations-title">
      <div className={classes.head}>
        <h3 id="corroborations-title">Borne out by</h3>
        {open && !adding ? (
          <Button size="compact-xs" variant="default" onClick={() => setAdding(true)}>
            Add a corroboration
          </Button>
        ) : (
          <span className={classes.tally}>{counted} independent</span>
        )}
      </div>
      {adding && open && (
        <CorroborationForm entry={entry} evidence={evidence} onClose={() => setAdding(false)} />
      )}
      {entry.corroboration_list.length === 0 && !adding && (
        <p className={classes.detail}>
          {counted > 0
            ? `${counted} counted, ${entry.notes_hidden ? 'not shown to you' : 'none written down'}.`
            : 'Nothing independent of the source yet.'}
        </p>
      )}
      <ol className={classes.records}>
        {entry.corroboration_list.map((one) => (
          <Item
            key={one.id}
            claim={entry.claim}
            one={one}
            rests={evidence.find(({ id }) => id === one.evidence)}
            open={open}
          />
        ))}
      </ol>
    </section>
  )
}

interface ItemProps {
  claim: number
  one: FollowUp['corroboration_list'][number]
  rests: Evidence | undefined
  open: boolean
}

function Item({ claim, one, rests, open }: ItemProps) {
  const retracted = one.retracted_at !== null
  const retract = async () => {
    try {
      await unwrap(
        api.DELETE('/api/v1/claims/{claim_id}/followup/corroborations/{corroboration_id}', {
          params: { path: { claim_id: claim, corroboration_id: one.id } },
        }),
      )
      say('Taken back; it stays readable.')
    } catch (error) {
      complain(error)
    }
    await refreshWork()
  }
  return (
    <li data-void={retracted || undefined}>
      <p className={classes.what}>
        {labelOf(CORROBORATION_KINDS, one.kind)}
        {one.origin !== '' && `: ${one.origin}`}
      </p>
      {rests !== undefined && (
        <p className={classes.detail}>Evidence: {rests.title || rests.url}</p>
      )}
      {one.note !== '' && <p>{one.note}</p>}
      <p className={classes.meta}>
        {standing(one)} · {one.added_by.name}, {showMoment(one.added_at)}
      </p>
      {open && !retracted && (
        <Button size="compact-xs" variant="subtle" onClick={() => void retract()}>
          Take back
        </Button>
      )}
    </li>
  )
}

function standing(one: ItemProps['one']): string {
  if (one.retracted_at !== null) return 'taken back'
  if (one.independent) return 'independent'
  return one.from_source ? 'goes back to the source, not counted' : 'same origin, not counted'
}
