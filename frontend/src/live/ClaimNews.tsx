import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { UnstyledButton } from '@mantine/core'
import { queryClient } from '../api/queries'
import { deed } from '../features/audit/deeds'
import classes from './Live.module.css'
import type { LiveChange } from './connection'
import { claimNews, useNews } from './news'

function told(change: LiveChange): string {
  const { actor } = change
  const did = deed(change)
  return t`${actor} ${did}.`
}

/** What a colleague did to the claim while somebody types: shown when they ask for it. */
export function ClaimNews({ claim }: { claim: number }) {
  const news = useNews(claim)
  const last = news?.at(-1)
  const show = () => {
    claimNews.drop(claim)
    void queryClient.invalidateQueries({ queryKey: ['claim', claim] })
  }
  return (
    <div role="status">
      {last !== undefined && (
        <p className={classes.news}>
          <span>{told(last)}</span>
          <UnstyledButton className={classes.retry} onClick={show}>
            <Trans>Show</Trans>
          </UnstyledButton>
        </p>
      )}
    </div>
  )
}
