import '@mantine/charts/styles.css'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { isEditor } from '../accounts/roles'
import { sessionQuery } from '../../api/queries'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { AgreementPanel } from './AgreementPanel'
import { Controls } from './Controls'
import classes from './Figures.module.css'
import { KeyFigures } from './KeyFigures'
import { LoadPanel } from './LoadPanel'
import { periodQuery, seriesQuery } from './queries'
import { RatingsPanel } from './RatingsPanel'
import { askedOf } from './search'

// The charts weigh as much as everything else, so the figures do not wait for them.
const BacklogPanel = lazy(() => import('./BacklogPanel').then((m) => ({ default: m.BacklogPanel })))
const FlowPanel = lazy(() => import('./FlowPanel').then((m) => ({ default: m.FlowPanel })))
const TimePanel = lazy(() => import('./TimePanel').then((m) => ({ default: m.TimePanel })))

const route = getRouteApi('/desk/dashboard')

/** How the desk is doing: what lies there, what gets done, how long it takes, and what came out. */
export function FiguresPage() {
  const search = route.useSearch()
  const asked = askedOf(search)
  const { data: me } = useQuery(sessionQuery)
  const period = useQuery(periodQuery(asked))
  const series = useQuery(seriesQuery(asked))
  const failed = [period, series].find(({ isError }) => isError)
  const group = period.data?.groups[0]
  return (
    <>
      <PageHeader title={t`Figures`} />
      <Controls search={search} sections={series.data?.sections ?? []} desks={me?.desks ?? []} />
      {failed !== undefined && (
        <ErrorState
          error={failed.error}
          retry={() => void Promise.all([period.refetch(), series.refetch()])}
        />
      )}
      {failed === undefined && (period.data === undefined || series.data === undefined) && (
        <Loading lines={12} label={t`Loading the figures`} />
      )}
      {period.data !== undefined && series.data !== undefined && (
        <div className={classes.page} aria-busy={period.isFetching || series.isFetching}>
          <KeyFigures asked={asked} group={group} />
          {nothingIn(series.data) ? (
            <EmptyState title={t`Nothing happened in this time`}>
              <Trans>Choose a longer one, or another section.</Trans>
            </EmptyState>
          ) : (
            <>
              <Suspense fallback={<Loading lines={12} label={t`Loading the figures`} />}>
                <div className={classes.pair}>
                  <BacklogPanel asked={asked} series={series.data} />
                  <FlowPanel asked={asked} series={series.data} />
                </div>
                <TimePanel asked={asked} states={group?.states ?? []} />
              </Suspense>
              <RatingsPanel asked={asked} by="section" />
              <RatingsPanel asked={asked} by="source" />
              <LoadPanel asked={asked} reviewers={period.data.reviewers} everybody={isEditor(me)} />
              <AgreementPanel asked={asked} />
            </>
          )}
        </div>
      )}
    </>
  )
}

const nothingIn = ({
  steps,
}: {
  steps: { found: number; backlog: number; states: { entered: number }[] }[]
}) =>
  steps.every(
    (step) =>
      step.found === 0 && step.backlog === 0 && step.states.every(({ entered }) => entered === 0),
  )
