import { fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api, type ClaimDetail, type RatingScale } from '../../api/client'
import { peopleQuery, queryClient, scalesQuery, sessionQuery } from '../../api/queries'
import { CLAIM } from '../../test-records'
import { answer, show } from '../../test-render'
import { OpinionPanel } from './OpinionPanel'
import { lacking, manner, standing } from './words'

const ANA = { id: 7, login: 'ana', name: 'Ana' }
const CLAIM_DETAIL: ClaimDetail = {
  ...CLAIM,
  state: 'second_opinion',
  actions: ['give_opinion'],
  verdict_withheld: true,
  evidence: [],
  verdicts: [],
  reviews: [],
  opinion_request: {
    id: 9,
    scale: 'truth',
    scale_version: 1,
    of: null,
    blind: true,
    reason: 'Our own numbers.',
    asked_by: ANA,
    at: '2026-11-24T10:00:00Z',
  },
  second_opinions: [],
  follow_up: null,
  dismiss_kind: null,
  dismiss_reason: null,
  merged_into: null,
  merged: [],
  machine: null,
  added_by: null,
  children: [],
}
const SCALE = {
  key: 'truth',
  used_by: 1,
  options: [
    { key: 'true', label: 'True', meaning: 'It is.', retired: false },
    { key: 'false', label: 'False', meaning: 'It is not.', retired: false },
  ],
} as unknown as RatingScale

describe('a second opinion', () => {
  beforeEach(() => {
    vi.restoreAllMocks()
    queryClient.setQueryData(scalesQuery.queryKey, [SCALE] as never)
    queryClient.setQueryData(peopleQuery.queryKey, [])
    queryClient.setQueryData(sessionQuery.queryKey, null)
  })

  it('says where it stands', () => {
    expect(standing(CLAIM_DETAIL)).toBe(
      'Anybody but its author is asked for a second opinion by Ana.',
    )
    expect(standing({ ...CLAIM_DETAIL, opinion_request: null })).toBeNull()
    expect(standing({ ...CLAIM_DETAIL, opinion_request: null, opinion: 'disagreed' })).toMatch(
      /third editor/,
    )
    expect(manner({ blind: true, agrees: false })).toMatch(/^Differs, given without sight/)
    expect(lacking({ rating: '', summary: ' ' })).toBe('Still needed: a rating and a summary.')
  })

  it('withholds the first verdict and loses nothing on an error', async () => {
    const post = vi
      .spyOn(api, 'POST')
      .mockResolvedValueOnce(answer(409, { detail: 'A colleague was faster.' }))
      .mockResolvedValue(answer(200, CLAIM_DETAIL))
    show(<OpinionPanel claim={CLAIM_DETAIL} />)
    expect(screen.getByText(/withheld until you have given yours/)).toBeDefined()
    const finding = screen.getByLabelText<HTMLTextAreaElement>('Your finding')
    const give = screen.getByRole<HTMLButtonElement>('button', { name: /^Give/ })
    expect(give.disabled).toBe(true)
    await userEvent.click(screen.getByRole('radio', { name: /False/ }))
    fireEvent.change(finding, { target: { value: 'By half.' } })
    await userEvent.click(give)
    expect((await screen.findByRole('alert')).textContent).toContain('A colleague was faster.')
    expect(finding.value).toBe('By half.')
    await userEvent.click(give)
    expect(post.mock.calls[1]).toMatchObject([
      '/api/v1/claims/{claim_id}/second-opinion/verdict',
      { body: { rating: 'false', summary: 'By half.', reasons: '' } },
    ])
  })

  it('leaves it to the desk’s policy whether it is blind', async () => {
    const post = vi.spyOn(api, 'POST').mockResolvedValue(answer(200, CLAIM_DETAIL))
    show(
      <OpinionPanel claim={{ ...CLAIM_DETAIL, opinion_request: null, actions: ['ask_opinion'] }} />,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Ask for a second opinion…' }))
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
    expect(post.mock.calls[0]).toMatchObject([
      '/api/v1/claims/{claim_id}/second-opinion',
      { body: { of: null, reason: '' } },
    ])
    expect(JSON.stringify(post.mock.calls[0])).not.toContain('blind')
  })
})
