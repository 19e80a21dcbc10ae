import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ClaimDetail } from '../../api/client'
import { useOffers } from '../../app/offers'
import { ErrorState, Loading } from '../../ui/states'
import { can } from '../claims/actions'
import { AskForReply } from './AskForReply'
import { repliesQuery } from './queries'
import classes from './Replies.module.css'
import { ReplyItem } from './ReplyItem'

/** The right of reply of those a claim speaks of: what was put to whom, until when, what came back. */
export function RepliesPanel({ claim }: { claim: ClaimDetail }) {
  const { id, article } = claim
  const replies = useQuery(repliesQuery(article.id))
  const [asking, ask] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const writes = can(claim, 'label')
  useOffers(
    writes
      ? [{ id: 'reply', does: t`ask somebody concerned for a reply`, act: () => ask(true) }]
      : [],
  )
  const close = () => {
    flushSync(() => ask(false))
    button.current?.focus()
  }
  const found = replies.data?.filter((reply) => reply.claim === null || reply.claim === id) ?? []
  return (
    <section className="panel" aria-labelledby="replies-title">
      <div className={classes.head}>
        <h2 id="replies-title">
          <Trans>Right of reply</Trans>
        </h2>
        {writes && !asking && (
          <Button ref={button} size="compact-xs" variant="default" onClick={() => ask(true)}>
            <Trans>Add somebody to hear</Trans>
          </Button>
        )}
      </div>
      {asking && writes && <AskForReply claim={id} article={article.id} onClose={close} />}
      {replies.isPending && <Loading lines={2} label={t`Loading the replies`} />}
      {replies.isError && replies.data === undefined && (
        <ErrorState error={replies.error} retry={() => void replies.refetch()} />
      )}
      {replies.isSuccess && found.length === 0 && !asking && (
        <Text size="sm" c="var(--muted)">
          <Trans>
            Nobody is noted yet. Whoever the claim speaks of by name has a say before it is judged.
          </Trans>
        </Text>
      )}
      <ul className={classes.replies}>
        {found.map((reply) => (
          <ReplyItem key={reply.id} reply={reply} writes={writes} />
        ))}
      </ul>
    </section>
  )
}
