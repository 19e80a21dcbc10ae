import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap, type Evidence } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { ErrorState, Loading } from '../../ui/states'
import { complain, say } from '../../ui/undo'
import { ArchiveLines } from './ArchiveLines'
import classes from './Evidence.module.css'

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
          <summary>Kept copies</summary>
          {open && <Looks claim={claim} evidence={item.id} />}
        </details>
      )}
    </div>
  )
}

function Looks({ claim, evidence }: { claim: number; evidence: number }) {
  const path = { params: { path: { claim_id: claim, evidence_id: evidence } } }
  const looks = useQuery({
    queryKey: ['claim', claim, 'archive', evidence],
    queryFn: () =>
      unwrap(api.GET('/api/v1/claims/{claim_id}/evidence/{evidence_id}/archive', path)),
  })
  const again = async () => {
    try {
      await unwrap(api.POST('/api/v1/claims/{claim_id}/evidence/{evidence_id}/archive', path))
      say('The page is looked at again.')
    } catch (error) {
      complain(error)
    }
  }
  if (looks.isPending) return <Loading lines={2} label="Loading the kept copies" />
  if (looks.isError) return <ErrorState error={looks.error} retry={() => void looks.refetch()} />
  return (
    <>
      <ol className={classes.looks}>
        {looks.data.map((look) => (
          <li key={look.id}>
            {showMoment(look.fetched_at)}
            {look.changed && ', another page than before'}
            {look.error !== '' && `, ${look.error}`}
            {look.sha256 !== null && (
              <>
                {', '}
                <a
                  href={`/api/v1/claims/${claim}/evidence/${evidence}/archive/${look.id}/file`}
                  download
                  aria-label={`Save the copy of ${showMoment(look.fetched_at)}`}
                >
                  save the copy
                </a>
              </>
            )}
          </li>
        ))}
      </ol>
      <Button size="compact-xs" variant="default" onClick={() => void again()}>
        Look again now
      </Button>
    </>
  )
}
