import { Notifications } from '@mantine/notifications'
import { act, renderHook, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { show } from '../test-render'
import { hasDraft, keepDraft, readDraft, settleDraft, useDraft } from './drafts'
import { draftsOf } from './own'

const KEY = 'note:1'
const begin = (initial = '') =>
  renderHook(({ key }) => useDraft(key, initial), { initialProps: { key: KEY } })

beforeEach(() => draftsOf(1))

describe('drafts', () => {
  it('come back after a crash, to the last character', () => {
    const first = begin()
    act(() => first.result.current[1]('half a sentence 🗞'))
    // No unmounting, no saving: the tab is simply gone.
    expect(begin().result.current[0]).toBe('half a sentence 🗞')
  })

  it('are gone once they are dropped', () => {
    const { result } = begin()
    act(() => result.current[1]('sent'))
    act(() => result.current[2]())
    expect(hasDraft(KEY)).toBe(false)
    expect(begin('fresh').result.current[0]).toBe('fresh')
  })

  it('are dropped where they are still as they were sent', () => {
    const { result } = begin()
    act(() => result.current[1]('sent'))
    act(() => expect(settleDraft(KEY, 'sent')).toBe(true))
    expect(result.current[0]).toBe('')
    expect(hasDraft(KEY)).toBe(false)
  })

  it('keep what was typed since they were sent, and go on from there', () => {
    const { result } = begin()
    act(() => result.current[1]('sent'))
    act(() => {
      result.current[1]('sent, and more')
      const rebase = (since: string) => `${since}!`
      expect(settleDraft(KEY, 'sent', { has: 'saved', rebase })).toBe(false)
    })
    expect(result.current[0]).toBe('sent, and more!')
    expect(readDraft(KEY)).toBe('sent, and more!')
    act(() => expect(settleDraft(KEY, 'sent, and more!', { has: 'saved' })).toBe(true))
    expect(result.current[0]).toBe('saved')
    expect(hasDraft(KEY)).toBe(false)
  })

  it('are shown in their form where they were kept without it', () => {
    const { result } = begin()
    act(() => keepDraft(KEY, 'chosen'))
    expect(result.current[0]).toBe('chosen')
    expect(begin().result.current[0]).toBe('chosen')
  })

  it('belong to whoever typed them', () => {
    const { result } = begin()
    act(() => result.current[1]('mine'))
    draftsOf(2)
    expect(begin().result.current[0]).toBe('')
    draftsOf(1)
    expect(begin().result.current[0]).toBe('mine')
  })

  it('follow their key', () => {
    const { result, rerender } = begin()
    act(() => result.current[1]('of the first'))
    rerender({ key: 'note:2' })
    expect(result.current[0]).toBe('')
    rerender({ key: KEY })
    expect(result.current[0]).toBe('of the first')
  })

  it('show what another tab typed', () => {
    const { result } = begin()
    act(() => result.current[1]('here'))
    const key = localStorage.key(0)
    act(() => {
      window.dispatchEvent(new StorageEvent('storage', { key, newValue: '"there"' }))
    })
    expect(result.current[0]).toBe('there')
  })

  it('that cannot be read count as none', () => {
    const { result } = begin()
    act(() => result.current[1]('x'))
    localStorage.setItem(localStorage.key(0) ?? '', '{broken')
    expect(begin('fresh').result.current[0]).toBe('fresh')
  })

  it('stay in the page when the browser’s store is full, which is said once until it has room', () => {
    show(<Notifications />)
    const full = () =>
      vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
        throw new DOMException('full', 'QuotaExceededError')
      })
    const first = full()
    const { result } = begin()
    act(() => result.current[1]('kept'))
    act(() => result.current[1]('kept on'))
    expect(result.current[0]).toBe('kept on')
    expect(screen.getAllByText('What you type is not kept')).toHaveLength(1)
    first.mockRestore()
    act(() => result.current[1]('room'))
    expect(readDraft(KEY)).toBe('room')
    const second = full()
    act(() => result.current[1]('full again'))
    expect(screen.getAllByText('What you type is not kept')).toHaveLength(2)
    second.mockRestore()
  })
})
