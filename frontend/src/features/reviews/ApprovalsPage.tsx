import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { claimsQuery, obstaclesQuery, sessionQuery, type ClaimFilter } from '../../api/queries'
import { useKeys } from '../../app/keys'
import { useOffers } from '../../app/offers'
import { isFocusLost } from '../../lib/focusBack'
import { useLiveClaims } from '../../live/useLiveClaims'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { isEditor } from '../accounts/roles'
import { ApprovalDetail } from './ApprovalDetail'
import { ApprovalsList } from './ApprovalsList'
import classes from './Approvals.module.css'
import { BatchDialog } from './BatchDialog'
import { useReading } from './useReading'

const SUBMITTED: ClaimFilter = { state: ['submitted'] }

/** What waits for an editor, one after the other: the list, and all there is to decide on one. */
export function ApprovalsPage() {
  const submitted = useInfiniteQuery(claimsQuery(SUBMITTED))
  const { data: me } = useQuery(sessionQuery)
  const { claim: chosen } = useSearch({ from: '/desk/approvals' })
  const navigate = useNavigate({ from: '/approvals' })
  const [batching, batch] = useDisclosure(false)
  const claims = submitted.data?.pages.flatMap((page) => page.items) ?? []
  const ids = claims.map(({ id }) => id)
  const { data: obstacles } = useQuery({ ...obstaclesQuery(ids), enabled: ids.length > 0 })
  const editor = isEditor(me)
  const { wanted, position, listed, forget } = useReading(chosen, ids)
  const { fresh, left, show: readAgain } = useLiveClaims(SUBMITTED)
  // What is being read is not taken away, though a colleague has decided on it: its page says so.
  const due = fresh > 0 || (left.size > 0 && (wanted === undefined || !left.has(wanted)))
  useEffect(() => {
    if (due) void readAgain()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `readAgain` is a new one each time
  }, [due])
  // Whose row or decision is gone has lost the focus: it goes to the verdict that is read now.
  const [leads, lead] = useState(false)
  const listedIds = ids.join()
  useEffect(() => {
    if (!leads || !isFocusLost()) return
    const place = listedIds === '' ? 'page-title' : 'approval-claim'
    document.getElementById(place)?.focus({ preventScroll: true })
  }, [leads, listedIds, wanted])
  const show = (id: number | undefined) =>
    void navigate({ search: id === undefined ? {} : { claim: id }, replace: true })
  const step = (by: 1 | -1) => {
    // One that is listed no more has left its place to the next.
    const next = claims[listed || by < 0 ? position + by : position]
    lead(true)
    if (next !== undefined) show(next.id)
  }
  const now = useRef(wanted)
  useEffect(() => {
    now.current = wanted
  }, [wanted])
  const goOn = (decided: number) => {
    // The editor may have gone on meanwhile.
    if (now.current !== decided) return
    lead(true)
    const next = claims[position + 1] ?? claims[position - 1]
    if (next === undefined) forget()
    show(next?.id)
  }
  useKeys({ next: () => step(1), previous: () => step(-1), back: () => show(undefined) })
  const many = editor && claims.length > 1
  useOffers(many ? [{ id: 'batch', does: t`approve several verdicts`, act: batch.open }] : [])
  const count = plural(claims.length, { one: '# waits', other: '# wait' })
  return (
    <>
      <PageHeader title={t`Approvals`}>
        {claims.length > 0 && (
          <span className={classes.count}>
            {count}
            {submitted.hasNextPage && '+'}
          </span>
        )}
        {many && (
          <Button size="xs" variant="default" onClick={batch.open}>
            <Trans>Approve several…</Trans>
          </Button>
        )}
      </PageHeader>
      {submitted.isPending && <Loading lines={8} label={t`Loading what waits`} />}
      {submitted.isError && submitted.data === undefined && (
        <ErrorState error={submitted.error} retry={() => void submitted.refetch()} />
      )}
      {submitted.isSuccess && claims.length === 0 && (
        <EmptyState title={t`Nothing waits for approval`}>
          <Trans>
            Verdicts appear here once a checker submits them.{' '}
            <Link to="/" search={{ state: ['in_review'] }}>
              See what is in review
            </Link>
            .
          </Trans>
        </EmptyState>
      )}
      {claims.length > 0 && !editor && (
        <p className={classes.note}>
          <Trans>
            Editors decide on these. Should one come back to you, it says why on its own page.
          </Trans>
        </p>
      )}
      {wanted !== undefined && (
        <div className={classes.desk} data-open={chosen !== undefined || undefined}>
          <div className={classes.queue}>
            <ApprovalsList
              claims={claims}
              current={wanted}
              obstacles={editor ? obstacles : undefined}
            />
            {submitted.hasNextPage && (
              <Button
                variant="default"
                fullWidth
                mt="md"
                loading={submitted.isFetchingNextPage}
                onClick={() => void submitted.fetchNextPage()}
              >
                <Trans>Show more</Trans>
              </Button>
            )}
          </div>
          <div className={classes.one}>
            <Link to="/approvals" className={classes.back}>
              <Trans>Back to the list</Trans>
            </Link>
            <ApprovalDetail key={wanted} id={wanted} leads={leads} onDone={() => goOn(wanted)} />
          </div>
        </div>
      )}
      {batching && <BatchDialog claims={claims} obstacles={obstacles} onClose={batch.close} />}
    </>
  )
}
