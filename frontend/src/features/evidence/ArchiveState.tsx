import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap, type Evidence } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { ErrorState, Loading } from '../../ui/states'
import { complain, say } from '../../ui/undo'
import { ArchiveLines } from './ArchiveLines'
import classes from './Evidence.module.css'
import { KeptPage } from './KeptPage'

interface Props {
  claim: number
  item: Evidence
  changed: boolean
}

/** What was kept of a linked page, and every look at it on demand. */
export function ArchiveState({ claim, item, changed }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <div className={classes.archive}>
      <ArchiveLines item={item} changed={changed} />
      {item.archive !== null && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            <Trans>Kept copies</Trans>
          </summary>
          {open && <Looks claim={claim} evidence={item.id} />}
        </details>
      )}
    </div>
  )
}

function Looks({ claim, evidence }: { claim: number; evidence: number }) {
  const path = { params: { path: { claim_id: claim, evidence_id: evidence } } }
  const [reading, setReading] = useState<number | null>(null)
  const looks = useQuery({
    queryKey: ['claim', claim, 'archive', evidence],
    queryFn: () =>
      unwrap(api.GET('/api/v1/claims/{claim_id}/evidence/{evidence_id}/archive', path)),
  })
  const again = async () => {
    try {
      await unwrap(api.POST('/api/v1/claims/{claim_id}/evidence/{evidence_id}/archive', path))
      say(t`The page is looked at again.`)
    } catch (error) {
      complain(error)
    }
  }
  if (looks.isPending) return <Loading lines={2} label={t`Loading the kept copies`} />
  if (looks.isError) return <ErrorState error={looks.error} retry={() => void looks.refetch()} />
  /** The newest copy that differs from one, of those before it. */
  const beforeOf = (id: number): number | null => {
    const { sha256 } = looks.data.find((look) => look.id === id) ?? {}
    const earlier = looks.data.filter((look) => look.id < id && look.sha256 !== null)
    return earlier.find((look) => look.sha256 !== sha256)?.id ?? null
  }
  return (
    <>
      <ol className={classes.looks}>
        {looks.data.map((look) => {
          const when = showMoment(look.fetched_at)
          return (
            <li key={look.id}>
              {when}
              {look.changed && beforeOf(look.id) !== null && t`, another page than before`}
              {look.error !== '' && `, ${look.error}`}
              {look.sha256 !== null && (
                <>
                  {', '}
                  <button
                    type="button"
                    className={classes.read}
                    aria-label={t`read it, the copy of ${when}`}
                    onClick={() => setReading(look.id)}
                  >
                    <Trans>read it</Trans>
                  </button>
                  {', '}
                  <a
                    href={`/api/v1/claims/${claim}/evidence/${evidence}/archive/${look.id}/file`}
                    download
                    aria-label={t`save it, the copy of ${when}`}
                  >
                    <Trans>save it</Trans>
                  </a>
                </>
              )}
            </li>
          )
        })}
      </ol>
      <Button size="compact-xs" variant="default" onClick={() => void again()}>
        <Trans>Look again now</Trans>
      </Button>
      {reading !== null && (
        <KeptPage
          claim={claim}
          evidence={evidence}
          look={reading}
          before={beforeOf(reading)}
          onClose={() => setReading(null)}
        />
      )}
    </>
  )
}
