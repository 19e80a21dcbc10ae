import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { ErrorState, Loading, PageHeader } from '../../ui/states'
import { DeskChoice, useAdminDesk } from '../admin/desk'
import type { FullRules } from './fields'
import { PolicyForm } from './PolicyForm'
import { PolicyHistory } from './PolicyHistory'
import { policyQuery } from './queries'

/** What the desk has decided about how it works. */
export function PolicyPage() {
  const desk = useAdminDesk()
  const policy = useQuery(policyQuery(desk))
  return (
    <>
      <PageHeader title={t`Policy`}>
        <DeskChoice />
      </PageHeader>
      {policy.isPending && <Loading lines={10} label={t`Loading the policy`} />}
      {policy.isError && <ErrorState error={policy.error} retry={() => void policy.refetch()} />}
      {policy.data !== undefined && (
        <>
          {/* The API fills every default in, so what it answers is whole. */}
          <PolicyForm
            key={desk}
            desk={desk}
            version={policy.data.version}
            rules={policy.data.rules as FullRules}
          />
          <PolicyHistory desk={desk} />
        </>
      )}
    </>
  )
}
