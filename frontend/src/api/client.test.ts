import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, ApiProblem, onSignedOut, rememberCsrf, unwrap } from './client'

const server = vi.fn<(request: Request) => Promise<Response>>()

const problem = (status: number, body: object) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })

const dismiss = (reason: string) =>
  unwrap(
    api.POST('/api/v1/claims/{claim_id}/dismissal', {
      params: { path: { claim_id: 4 } },
      body: { reason },
    }),
  )

const sent = (call: number) => server.mock.calls[call]?.[0].headers
const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  )

beforeEach(() => {
  vi.stubGlobal('fetch', server)
  rememberCsrf('crumb')
})
afterEach(() => {
  vi.unstubAllGlobals()
  server.mockReset()
  onSignedOut(() => undefined)
})

describe('the API client', () => {
  it('proves with every write that it comes from the page', async () => {
    server.mockImplementation(() => Promise.resolve(problem(200, {})))
    await dismiss('opinion')
    expect(sent(0)?.get('X-CSRF-Token')).toBe('crumb')
    expect(sent(0)?.get('Idempotency-Key')).toBeTruthy()
    await unwrap(api.GET('/api/v1/people'))
    expect(sent(1)?.get('X-CSRF-Token')).toBeNull()
  })

  it('names a write that no answer came to the same when it is tried again', async () => {
    server.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    server.mockResolvedValueOnce(problem(503, { detail: 'busy' }))
    server.mockImplementation(() => Promise.resolve(problem(200, {})))
    await failure(dismiss('twice'))
    await failure(dismiss('twice'))
    await dismiss('twice')
    await dismiss('twice')
    const keys = [0, 1, 2, 3].map((call) => sent(call)?.get('Idempotency-Key'))
    expect(new Set(keys.slice(0, 3)).size).toBe(1)
    expect(keys[3]).not.toBe(keys[0])
  })

  it('shows what the API says to do, and what a stale write met', async () => {
    server.mockResolvedValue(problem(412, { detail: 'Somebody was faster.', current: { id: 4 } }))
    const error = await failure(dismiss('late'))
    expect(error).toBeInstanceOf(ApiProblem)
    expect(error).toMatchObject({
      status: 412,
      message: 'Somebody was faster.',
      current: { id: 4 },
    })
  })

  it('says in words that the desk cannot be reached', async () => {
    server.mockRejectedValue(new TypeError('Failed to fetch'))
    expect(await failure(unwrap(api.GET('/api/v1/people')))).toMatchObject({
      status: 0,
      message: 'The desk cannot be reached. What you typed is kept; try again.',
    })
  })

  it('gives a refusal that is no problem document a sentence of its own', async () => {
    server.mockResolvedValue(new Response('<html>Bad gateway</html>', { status: 502 }))
    expect(await failure(unwrap(api.GET('/api/v1/people')))).toMatchObject({
      status: 502,
      message: 'The desk answered 502.',
    })
  })

  it('notices that the session has ended', async () => {
    const gone = vi.fn()
    onSignedOut(gone)
    server.mockImplementation(() => Promise.resolve(problem(401, { detail: 'Sign in.' })))
    await failure(unwrap(api.GET('/api/v1/people')))
    expect(gone).toHaveBeenCalledOnce()
  })
})
