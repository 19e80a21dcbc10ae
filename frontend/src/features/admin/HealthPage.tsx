import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconEye } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, unwrap, type HealthPart } from '../../api/client'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import classes from './admin.module.css'
import { factName, factValue, partName, stateName } from './health'

const healthQuery = queryOptions({
  queryKey: ['health'],
  refetchInterval: 30_000,
  queryFn: () => unwrap(api.GET('/api/v1/health/details')),
})

const ICONS = { well: IconCircleCheck, watch: IconEye, failing: IconAlertTriangle } as const

/** How each part of the server is, and what to do where one is not well. */
export function HealthPage() {
  const health = useQuery(healthQuery)
  const version = health.data?.version ?? ''
  return (
    <>
      <PageHeader title={t`System health`}>
        <Button
          size="xs"
          variant="default"
          loading={health.isFetching}
          onClick={() => void health.refetch()}
        >
          <Trans>Look again</Trans>
        </Button>
      </PageHeader>
      {health.isPending && <Loading lines={6} label={t`Asking every part`} />}
      {health.isError && <ErrorState error={health.error} retry={() => void health.refetch()} />}
      {health.data !== undefined && (
        <>
          {health.data.parts.length === 0 && (
            <EmptyState title={t`No part says how it is`}>
              <Trans>Look again; if it stays so, tell whoever runs the server.</Trans>
            </EmptyState>
          )}
          <div className={classes.parts}>
            {health.data.parts.map((part) => (
              <Part key={part.key} part={part} />
            ))}
          </div>
          <p className={classes.foot}>
            <Trans>claimdesk {version}. Looked at anew every half minute.</Trans>
          </p>
        </>
      )}
    </>
  )
}

function Part({ part }: { part: HealthPart }) {
  const Icon = ICONS[part.state]
  return (
    <section className={classes.part} data-state={part.state} aria-labelledby={`part-${part.key}`}>
      <h2 id={`part-${part.key}`}>
        {partName(part.key)}
        <span className={classes.state} data-state={part.state}>
          <Icon size={16} aria-hidden />
          {stateName(part.state)}
        </span>
      </h2>
      {part.detail !== '' && <p className={classes.detail}>{part.detail}</p>}
      <dl className={classes.facts}>
        {part.facts.map(({ key, value }) => (
          <div key={key}>
            <dt>{factName(key)}</dt>
            <dd>{factValue(key, value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
