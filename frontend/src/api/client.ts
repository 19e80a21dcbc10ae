import { t } from '@lingui/core/macro'
import createClient, { type Middleware } from 'openapi-fetch'
import type { Readable } from 'openapi-typescript-helpers'
import { uniqueId } from '../lib/ids'
import type { components, paths } from './schema'

type Schemas = components['schemas']
/** A schema as an answer holds it (openapi-fetch reads tuples as arrays). */
type Answered<K extends keyof Schemas> = Readable<Schemas[K]>
export type Me = Answered<'Me'>
export type Person = Answered<'Person'>
export type HealthPart = Answered<'HealthPart'>
export type DeskScale = Answered<'DeskScale'>
export type RatingOption = Answered<'RatingOption'>
export type Crosswalk = Answered<'Crosswalk'>
export type FollowUpPreset = Answered<'FollowUpPreset'>
export type DeskSummary = Answered<'Desk'>
export type Article = Answered<'Article'>
export type FurnitureKind = Answered<'Furniture'>['kind']
export type ArticleSummary = Answered<'ArticleSummary'>
export type Revision = Answered<'Revision'>
export type RevisionSummary = Answered<'RevisionSummary'>
export type Claim = Answered<'Claim'>
export type ClaimDetail = Answered<'ClaimDetail'>
export type Evidence = Answered<'Evidence'>
export type FollowUp = Answered<'FollowUp'>
export type ReplySought = Answered<'Reply'>
export type Verdict = Answered<'Verdict'>
export type Rating = Answered<'Rating'>
export type RatingScale = Answered<'RatingScale'>
export type State = Answered<'State'>
export type Deed = Answered<'Deed'>
export type Action = Answered<'Action'>
export type Priority = Answered<'Priority'>
export type Opinion = Answered<'Opinion'>
export type DismissKind = Answered<'DismissKind'>
export type Stance = Answered<'Stance'>
export type Terms = Answered<'Terms'>
export type Outcome = Answered<'Outcome'>
export type Scope = Answered<'Scope'>
export type Role = Answered<'Role'>
export type VerdictReport = Answered<'VerdictReport'>
export type PeriodReport = Answered<'PeriodReport'>
export type SeriesReport = Answered<'SeriesReport'>
export type LedgerEntry = Answered<'LedgerEntry'>
export type LedgerCounts = Answered<'LedgerCounts'>
export type ReportEntry = Answered<'ReportEntry'>
export type Notice = Answered<'Notice'>
export type NoticeKind = Answered<'Kind'>
export type Comment = Answered<'Comment'>
export type Hit = Answered<'Hit'>
export type SearchKind = Answered<'SearchKind'>
export type CheckResult = Answered<'CheckResult'>
export type SecondOpinion = Answered<'SecondOpinion'>
export type Policy = Answered<'Policy'>
export type Webhook = Answered<'Webhook'>
export type Delivery = Answered<'Delivery'>

/**
 * A refusal of the API (RFC 9457). `detail` says what to do; `current` is what a stale write met;
 * `extra` is all that the answer says.
 */
export class ApiProblem extends Error {
  readonly status: number
  readonly current: unknown
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    status: number,
    detail: string,
    current?: unknown,
    extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail)
    this.name = 'ApiProblem'
    this.status = status
    this.current = current
    this.extra = extra
  }
}

/** What a refusal says of one field, so that it stands there; null where it speaks of another. */
export function fieldProblem(problem: ApiProblem | null, field: string): string | null {
  const { errors } = problem?.extra ?? {}
  const found = (Array.isArray(errors) ? (errors as unknown[]) : []).some(
    (one) => typeof one === 'object' && one !== null && 'field' in one && one.field === field,
  )
  return found && problem !== null ? problem.message : null
}

let csrfToken = ''
/** For the one call that is not made by `api`: an upload that says how far it is. */
export const csrf = (): string => csrfToken

export function rememberCsrf(token: string): void {
  csrfToken = token
}

let signedOut: () => void = () => undefined
/** What happens when the desk no longer knows who calls: the session ended elsewhere or by age. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler
}

/**
 * The keys of writes that no answer came to. Trying the same again is then the same action, so
 * that a link added while the line broke is not there twice.
 */
const unanswered = new Map<string, string>()

const KEY = 'Idempotency-Key'

const headers: Middleware = {
  async onRequest({ request }) {
    if (request.method === 'GET') return request
    request.headers.set('X-CSRF-Token', csrfToken)
    if (request.method === 'POST' && !request.headers.has(KEY)) {
      const match = request.headers.get('If-Match') ?? ''
      const action = `${request.url} ${match} ${await request.clone().text()}`
      const key = unanswered.get(action) ?? uniqueId()
      unanswered.set(action, key)
      request.headers.set(KEY, key)
    }
    return request
  },
  onResponse({ request, response }) {
    if (response.status >= 500) return
    for (const [action, key] of unanswered) {
      if (key === request.headers.get(KEY)) unanswered.delete(action)
    }
  },
}

export const api = createClient<paths, 'application/json'>({
  baseUrl: window.location.origin,
  fetch: (request) => fetch(request),
})
api.use(headers)

const SIGNING_IN = /\/api\/v1\/session(\/|$)/

interface Reply<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The answer's data. Throws ApiProblem, also where the server cannot be reached. */
export async function unwrap<T>(call: Promise<Reply<T>>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw new ApiProblem(
      0,
      t`The desk cannot be reached. What you typed is kept; try again.`,
      cause,
    )
  })
  if (!response.ok) {
    const problem = (typeof error === 'object' && error !== null ? error : {}) as Record<
      string,
      unknown
    >
    const { status } = response
    const detail =
      typeof problem.detail === 'string' ? problem.detail : t`The desk answered ${status}.`
    // A wrong password is answered 401 without anybody having been signed out.
    if (response.status === 401 && !SIGNING_IN.test(response.url)) signedOut()
    throw new ApiProblem(response.status, detail, problem.current, problem)
  }
  return data as T
}

export const etag = (version: number): string => `"${version}"`
