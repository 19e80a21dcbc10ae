import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api, type CheckResult, type Me } from '../../api/client'
import { peopleQuery, queryClient, sessionQuery } from '../../api/queries'
import { FOLLOW_UP } from '../../test-records'
import { answer, show } from '../../test-render'
import { inPageWords, sorted, standingOf, tally } from './checks'
import { FollowUpPanel } from './FollowUpPanel'

const check = (part: Partial<CheckResult>): CheckResult => ({
  check: 'attempt',
  required: true,
  met: false,
  waived: false,
  detail: 'No attempt is recorded.',
  todo: 'Ask the source.',
  ...part,
})
const ENTRY = {
  ...FOLLOW_UP,
  checklist: [
    check({ check: 'basis', met: true, todo: '', detail: 'Recorded.' }),
    check({}),
    check({ check: 'terms', required: false, todo: 'Record it in `terms`.' }),
  ],
}
const signedInAs = (role: 'checker' | 'editor') =>
  queryClient.setQueryData<Me>(sessionQuery.queryKey, {
    person: { id: 3, login: 'vera', name: 'Vera' },
    desks: [{ id: 1, slug: 'desk', name: 'Desk', role }],
    csrf_token: '',
    max_file_bytes: 20_000_000,
    second_factor_due: false,
  })

describe('the checklist', () => {
  it('shows first what is lacking', () => {
    const { demanded, advice } = sorted(ENTRY.checklist)
    expect(demanded.map((one) => one.check)).toEqual(['attempt', 'basis'])
    expect(advice.map(standingOf)).toEqual(['advice'])
    expect(tally(demanded)).toBe('1 of 2 met')
    expect(tally([check({ waived: true })])).toBe('1 of 1 met')
  })

  it('calls the fields what the form calls them', () => {
    expect(inPageWords('Record it in `known_to`.')).toBe(
      'Record it in “Colleague who knows the identity”.',
    )
  })
})

describe('FollowUpPanel', () => {
  beforeEach(() => {
    vi.restoreAllMocks()
    queryClient.setQueryData(peopleQuery.queryKey, [])
    signedInAs('editor')
  })

  it('says in words what is met and what to do', () => {
    show(<FollowUpPanel entry={ENTRY} />)
    const item = screen.getByText('Asked to be named', { selector: 'p' }).closest('li')
    expect(item?.textContent).toContain('not met')
    expect(item?.textContent).toContain('Ask the source.')
    expect(screen.getByText('1 of 2 met')).toBeDefined()
  })

  it('keeps a waiver’s reason when it is refused', async () => {
    const post = vi
      .spyOn(api, 'POST')
      .mockResolvedValueOnce(answer(403, { detail: 'Only an admin waives an expired check.' }))
      .mockResolvedValue(answer(201, ENTRY))
    show(<FollowUpPanel entry={ENTRY} />)
    await userEvent.click(screen.getByRole('button', { name: 'Waive: Asked to be named' }))
    const form = screen.getByRole('form', { name: 'Waive a check' })
    const why = within(form).getByRole<HTMLTextAreaElement>('textbox')
    fireEvent.change(why, { target: { value: 'the source is dead' } })
    await userEvent.click(within(form).getByRole('button', { name: 'Waive it' }))
    expect((await within(form).findByRole('alert')).textContent).toContain('Only an admin')
    expect(why.value).toBe('the source is dead')
    await userEvent.click(within(form).getByRole('button', { name: 'Waive it' }))
    expect(post.mock.calls[1]).toMatchObject([
      '/api/v1/claims/{claim_id}/followup/waivers',
      { body: { check: 'attempt', reason: 'the source is dead' } },
    ])
    expect(screen.queryByRole('form', { name: 'Waive a check' })).toBeNull()
  })

  it('keeps what was typed of an attempt when the line breaks', async () => {
    vi.spyOn(api, 'POST').mockRejectedValue(new Error('offline'))
    const { unmount } = show(<FollowUpPanel entry={ENTRY} />)
    const begin = () => userEvent.click(screen.getByRole('button', { name: 'Add an attempt' }))
    const note = () => screen.getByLabelText<HTMLTextAreaElement>(/what they said/)
    await begin()
    fireEvent.change(note(), { target: { value: 'asked by phone' } })
    await userEvent.click(screen.getByRole('button', { name: 'Add the attempt' }))
    expect(await screen.findByText(/^The desk cannot be reached/)).toBeDefined()
    unmount()
    show(<FollowUpPanel entry={ENTRY} />)
    await begin()
    expect(note().value).toBe('asked by phone')
  })

  it('says where notes cannot be read', () => {
    show(<FollowUpPanel entry={ENTRY} />)
    expect(screen.queryByText(/cannot be read/)).toBeNull()
    show(<FollowUpPanel entry={{ ...ENTRY, notes_unreadable: true }} />)
    expect(screen.getByText(/cannot be read: the server lacks the key/)).toBeDefined()
  })

  it('shows no notes to those who may not read them, and says so', () => {
    signedInAs('checker')
    show(<FollowUpPanel entry={{ ...ENTRY, notes_hidden: true, attempt_count: 2 }} />)
    expect(screen.getByText(/not the notes/)).toBeDefined()
    expect(screen.getByText(/2 on record/)).toBeDefined()
    expect(screen.queryByRole('form')).toBeNull()
    expect(screen.queryByRole('button', { name: /^Waive/ })).toBeNull()
  })
})
