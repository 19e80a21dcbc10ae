import { t } from '@lingui/core/macro'
import { PageHeader } from '../../ui/states'
import { DeskChoice } from '../admin/desk'
import { TokensPanel } from './TokensPanel'

/** Which programs may call. */
export function TokensPage() {
  return (
    <>
      <PageHeader title={t`API tokens`}>
        <DeskChoice />
      </PageHeader>
      <TokensPanel />
    </>
  )
}
