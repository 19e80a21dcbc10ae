import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../../api/client'
import { peopleQuery, queryClient } from '../../api/queries'
import { FOLLOW_UP } from '../../test-records'
import { answer, show } from '../../test-render'
import { FollowUpForm } from './FollowUpForm'
import { FollowUpPanel } from './FollowUpPanel'

const ENTRY = FOLLOW_UP
const why = () => screen.getByLabelText<HTMLTextAreaElement>('Why is the source not named?')
const save = () => fireEvent.click(screen.getByText('Save'))
const version = (call: unknown) => JSON.stringify(call).match(/"If-Match":"\\"(\d+)\\""/)?.[1]

describe('FollowUpForm', () => {
  beforeEach(() => {
    vi.restoreAllMocks()
    queryClient.setQueryData(peopleQuery.queryKey, [])
  })

  it('says that the source’s name does not belong here', () => {
    show(<FollowUpPanel entry={ENTRY} />)
    expect(screen.getByText(/Never write the source’s name/)).toBeDefined()
  })

  it('does not overwrite what a colleague saved while it was typed', async () => {
    const put = vi
      .spyOn(api, 'PUT')
      .mockResolvedValueOnce(answer(412, { detail: 'stale', current: {} }))
      .mockResolvedValue(answer(200, ENTRY))
    const { rerender } = show(<FollowUpForm entry={ENTRY} />)
    fireEvent.change(why(), { target: { value: 'fears for the job' } })
    // The desk's newer version arrives by itself; what was typed was begun on the older one.
    const theirs = { ...ENTRY, version: 3, reason: 'a colleague’s words' }
    rerender(<FollowUpForm entry={theirs} />)
    expect(why().value).toBe('fears for the job')
    save()
    const theirWords = await screen.findByText('a colleague’s words')
    expect(theirWords.closest('[role="alert"]')).not.toBeNull()
    expect(version(put.mock.calls[0])).toBe('2')
    expect(why().value).toBe('fears for the job')
    save()
    await waitFor(() => expect(version(put.mock.calls[1])).toBe('3'))
  })

  it('shows the desk’s newer words where nobody has typed', () => {
    const { rerender } = show(<FollowUpForm entry={ENTRY} />)
    rerender(<FollowUpForm entry={{ ...ENTRY, version: 3, reason: 'a colleague’s words' }} />)
    expect(why().value).toBe('a colleague’s words')
  })
})
