import createClient, { type Middleware } from 'openapi-fetch'
import type { components, paths } from './schema'

type Schemas = components['schemas']
export type Me = Schemas['Me']
export type Person = Schemas['Person']
export type Article = Schemas['Article']
export type ArticleSummary = Schemas['ArticleSummary']
export type Claim = Schemas['Claim']
export type ClaimDetail = Schemas['ClaimDetail']
export type Evidence = Schemas['Evidence']
export type FollowUp = Schemas['FollowUp']
export type Verdict = Schemas['Verdict']
export type Rating = Schemas['Rating']
export type RatingScale = Schemas['RatingScale']
export type State = Schemas['State']
export type Action = Schemas['Action']
export type Stance = Schemas['Stance']
export type Terms = Schemas['Terms']
export type Outcome = Schemas['Outcome']
export type Scope = Schemas['Scope']
export type Role = Schemas['Role']
export type VerdictReport = Schemas['VerdictReport']
export type ReportEntry = Schemas['ReportEntry']

/** A refusal of the API (RFC 9457). `detail` says what to do; `current` is what a stale write met. */
export class ApiProblem extends Error {
  readonly status: number
  readonly current: unknown

  constructor(status: number, detail: string, current?: unknown) {
    super(detail)
    this.name = 'ApiProblem'
    this.status = status
    this.current = current
  }
}

let csrfToken = ''
export function rememberCsrf(token: string): void {
  csrfToken = token
}

const headers: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') {
      request.headers.set('X-CSRF-Token', csrfToken)
      if (request.method === 'POST') request.headers.set('Idempotency-Key', crypto.randomUUID())
    }
    return request
  },
}

export const api = createClient<paths>({ baseUrl: window.location.origin })
api.use(headers)

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The answer's data. Throws ApiProblem, also where the server cannot be reached. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw new ApiProblem(0, 'The desk cannot be reached. What you typed is kept; try again.', cause)
  })
  if (!response.ok) {
    const problem = (typeof error === 'object' && error !== null ? error : {}) as Record<
      string,
      unknown
    >
    const detail =
      typeof problem.detail === 'string' ? problem.detail : `The desk answered ${response.status}.`
    throw new ApiProblem(response.status, detail, problem.current)
  }
  return data as T
}

export const etag = (version: number): string => `"${version}"`
