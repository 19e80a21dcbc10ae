import { t } from '@lingui/core/macro'
import { api, etag, unwrap } from '../../api/client'
import type { components } from '../../api/schema'

type Bodies = components['schemas']

/** What waits for the connection, with all that it takes to send it. */
interface Calls {
  verdict: { claim: number; version: number; body: Bodies['VerdictWrite'] }
  comment: { claim: number; body: Bodies['CommentWrite'] }
  articleComment: { article: number; body: Bodies['CommentWrite'] }
  evidence: { claim: number; body: Bodies['EvidenceCreate'] }
  followUp: { claim: number; version: number; body: Bodies['FollowUpWrite'] }
  attempt: { claim: number; body: Bodies['AttemptCreate'] }
  corroboration: { claim: number; body: Bodies['CorroborationCreate'] }
}
export type Call = { [K in keyof Calls]: { kind: K } & Calls[K] }[keyof Calls]

/** Sends it as the action that `key` names: however often, it is done once. Throws ApiProblem. */
export function send(call: Call, key: string): Promise<unknown> {
  const headers = { 'Idempotency-Key': key }
  if (call.kind === 'articleComment')
    return unwrap(
      api.POST('/api/v1/articles/{article_id}/comments', {
        params: { path: { article_id: call.article } },
        body: call.body,
        headers,
      }),
    )
  const path = { claim_id: call.claim }
  switch (call.kind) {
    case 'verdict':
      return unwrap(
        api.PUT('/api/v1/claims/{claim_id}/verdict', {
          params: { path, header: { 'If-Match': etag(call.version) } },
          body: call.body,
          headers,
        }),
      )
    case 'followUp':
      return unwrap(
        api.PUT('/api/v1/claims/{claim_id}/followup', {
          params: { path, header: { 'If-Match': etag(call.version) } },
          body: call.body,
          headers,
        }),
      )
    case 'comment':
      return unwrap(
        api.POST('/api/v1/claims/{claim_id}/comments', {
          params: { path },
          body: call.body,
          headers,
        }),
      )
    case 'evidence':
      return unwrap(
        api.POST('/api/v1/claims/{claim_id}/evidence', {
          params: { path },
          body: call.body,
          headers,
        }),
      )
    case 'attempt':
      return unwrap(
        api.POST('/api/v1/claims/{claim_id}/followup/attempts', {
          params: { path },
          body: call.body,
          headers,
        }),
      )
    case 'corroboration':
      return unwrap(
        api.POST('/api/v1/claims/{claim_id}/followup/corroborations', {
          params: { path },
          body: call.body,
          headers,
        }),
      )
  }
}

/** What it is, for who sent it: "your comment on claim 7". */
export function nameOf(call: Call): string {
  if (call.kind === 'articleComment') {
    const { article } = call
    return t`your comment on article ${article}`
  }
  const { kind, claim } = call
  switch (kind) {
    case 'verdict':
      return t`your verdict on claim ${claim}`
    case 'comment':
      return t`your comment on claim ${claim}`
    case 'evidence':
      return t`your evidence on claim ${claim}`
    case 'followUp':
      return t`your follow-up of claim ${claim}`
    case 'attempt':
      return t`your attempt to have the source of claim ${claim} named`
    case 'corroboration':
      return t`your corroboration of claim ${claim}`
  }
}
