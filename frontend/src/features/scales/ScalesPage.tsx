import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, unwrap } from '../../api/client'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { say } from '../../ui/undo'
import { DeskChoice, useAdminDesk } from '../admin/desk'
import { Axis } from './Axis'
import { newKey } from './options'
import { deskScalesQuery, refreshScales } from './queries'
import { ScaleEditor } from './ScaleEditor'
import classes from './scales.module.css'

/** The scales a desk may use, and making one of its own. */
export function ScalesPage() {
  const desk = useAdminDesk()
  const scales = useQuery(deskScalesQuery(desk))
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
  if (making)
    return (
      <>
        <PageHeader title={t`A new rating scale`} />
        <ScaleEditor
          draft={`scale:new:${desk}`}
          options={[]}
          name=""
          cancel={() => setMaking(false)}
          save={async (data) => {
            const taken = new Set((scales.data ?? []).map(({ key }) => key))
            const body = { ...data, key: newKey(data.name, taken) }
            const made = await unwrap(
              api.POST('/api/v1/scales', { params: { query: { desk } }, body }),
            )
            await refreshScales()
            say(t`The scale is there. Offer it in the desk’s policy, so that verdicts use it.`)
            await navigate({
              to: '/admin/scales/$scaleKey',
              params: { scaleKey: made.key },
              search: { desk },
            })
          }}
        />
      </>
    )
  return (
    <>
      <PageHeader title={t`Rating scales`}>
        <DeskChoice />
        <Button size="xs" onClick={() => setMaking(true)}>
          <Trans>Make a scale</Trans>
        </Button>
      </PageHeader>
      {scales.isPending && <Loading lines={8} label={t`Loading scales`} />}
      {scales.isError && <ErrorState error={scales.error} retry={() => void scales.refetch()} />}
      {scales.data?.length === 0 && (
        <EmptyState title={t`No scale yet`}>
          <Trans>Verdicts need one: make a scale, and offer it in the desk’s policy.</Trans>
        </EmptyState>
      )}
      {scales.data?.map((scale) => (
        <article key={scale.key} className={classes.card}>
          <h2>
            <Link to="/admin/scales/$scaleKey" params={{ scaleKey: scale.key }} search={{ desk }}>
              {scale.name}
            </Link>
            {scale.default && (
              <span className={classes.tag}>
                <Trans>the desk’s own choice</Trans>
              </span>
            )}
            {scale.offered && !scale.default && (
              <span className={classes.tag}>
                <Trans>offered</Trans>
              </span>
            )}
          </h2>
          <Axis options={scale.options} />
        </article>
      ))}
    </>
  )
}
