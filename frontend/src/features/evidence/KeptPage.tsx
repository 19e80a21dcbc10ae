import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client'
import { showMoment } from '../../lib/dates'
import { useFocusBack } from '../../lib/focusBack'
import { ErrorState, Loading } from '../../ui/states'
import classes from './Evidence.module.css'

interface Props {
  claim: number
  evidence: number
  look: number
  /** The copy before this one, to show what changed. */
  before: number | null
  onClose: () => void
}

const pageQuery = (claim: number, evidence: number, look: number) => ({
  queryKey: ['kept-page', claim, evidence, look],
  staleTime: Infinity,
  queryFn: () =>
    unwrap(
      api.GET('/api/v1/claims/{claim_id}/evidence/{evidence_id}/archive/{look_id}', {
        params: { path: { claim_id: claim, evidence_id: evidence, look_id: look } },
      }),
    ),
})

const lines = (text: string | null | undefined) =>
  (text ?? '').split(/\n+/).filter((line) => line.trim() !== '')

/** A page as it was kept, to read; where a copy before it is known, with what has changed since. */
export function KeptPage({ claim, evidence, look, before, onClose }: Props) {
  useFocusBack()
  const page = useQuery(pageQuery(claim, evidence, look))
  const earlier = useQuery({
    ...pageQuery(claim, evidence, before ?? 0),
    enabled: before !== null,
  })
  const now = lines(page.data?.text)
  const then = lines(earlier.data?.text)
  const compared = then.length > 0
  const gone = then.filter((line) => !now.includes(line))
  const when = page.data === undefined ? '' : showMoment(page.data.fetched_at)
  return (
    <Modal opened onClose={onClose} size="xl" title={page.data?.title || t`The kept copy`}>
      {page.isPending && <Loading lines={8} label={t`Loading the kept copy`} />}
      {page.isError && <ErrorState error={page.error} retry={() => void page.refetch()} />}
      {page.data !== undefined && (
        <>
          <p className={classes.kept}>
            <Trans>As it was kept, {when}.</Trans> {page.data.final_url}
          </p>
          {gone.length > 0 && (
            <section className={classes.gone} aria-labelledby="kept-gone">
              <h3 id="kept-gone">
                <Trans>No longer there</Trans>
              </h3>
              {gone.map((line, i) => (
                <p key={i} dir="auto">
                  <del>{line}</del>
                </p>
              ))}
            </section>
          )}
          <div className={classes.page}>
            {now.map((line, i) => (
              <p key={i} dir="auto">
                {compared && !then.includes(line) ? <ins>{line}</ins> : line}
              </p>
            ))}
            {now.length === 0 && (
              <p>
                <Trans>No text was kept of it. Save the copy to look at it.</Trans>
              </p>
            )}
          </div>
        </>
      )}
    </Modal>
  )
}
