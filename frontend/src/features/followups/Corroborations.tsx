import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
        <h3 id="corroborations-title">
          <Trans>Borne out by</Trans>
        </h3>
        {open && !adding ? (
          <Button size="compact-xs" variant="default" onClick={() => setAdding(true)}>
            <Trans>Add a corroboration</Trans>
          </Button>
        ) : (
          <span className={classes.tally}>
            <Trans>{counted} independent</Trans>
          </span>
        )}
      </div>
      {adding && open && (
        <CorroborationForm entry={entry} evidence={evidence} onClose={() => setAdding(false)} />
      )}
      {entry.corroboration_list.length === 0 && !adding && (
        <p className={classes.detail}>{noneListed(entry)}</p>
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

/** Why no corroboration is listed. */
function noneListed({ corroborations: counted, notes_hidden: hidden }: FollowUp): string {
  if (counted === 0) return t`Nothing independent of the source yet.`
  return hidden
    ? t`${counted} counted, not shown to you.`
    : t`${counted} counted, none written down.`
}

interface ItemProps {
  claim: number
  one: FollowUp['corroboration_list'][number]
  rests: Evidence | undefined
  open: boolean
}

function Item({ claim, one, rests, open }: ItemProps) {
  const retracted = one.retracted_at !== null
  const piece = rests && (rests.title || rests.url)
  const retract = async () => {
    try {
      await unwrap(
        api.DELETE('/api/v1/claims/{claim_id}/followup/corroborations/{corroboration_id}', {
          params: { path: { claim_id: claim, corroboration_id: one.id } },
        }),
      )
      say(t`Taken back; it stays readable.`)
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
      {piece !== undefined && (
        <p className={classes.detail}>
          <Trans>Evidence: {piece}</Trans>
        </p>
      )}
      {one.note !== '' && one.note !== one.origin && <p>{one.note}</p>}
      <p className={classes.meta}>
        {standing(one)} · {one.added_by.name}, {showMoment(one.added_at)}
      </p>
      {open && !retracted && (
        <Button size="compact-xs" variant="subtle" onClick={() => void retract()}>
          <Trans>Take back</Trans>
        </Button>
      )}
    </li>
  )
}

function standing(one: ItemProps['one']): string {
  if (one.retracted_at !== null) return t`taken back`
  if (one.independent) return t`independent`
  return one.from_source ? t`goes back to the source, not counted` : t`same origin, not counted`
}
