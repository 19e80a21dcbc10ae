import { act, renderHook } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { draftsOf } from './own'
import { readPreference, usePreference, writePreference } from './preferences'

const KEY = 'quiet'
beforeEach(() => draftsOf(1))

describe('preferences', () => {
  it('are kept, and followed wherever they are shown', () => {
    const one = renderHook(() => usePreference(KEY, true))
    const other = renderHook(() => usePreference(KEY, true))
    expect(one.result.current[0]).toBe(true)
    act(() => one.result.current[1](false))
    expect(other.result.current[0]).toBe(false)
    expect(readPreference(KEY, true)).toBe(false)
  })

  it('belong to whoever set them', () => {
    writePreference(KEY, false)
    draftsOf(2)
    expect(readPreference(KEY, true)).toBe(true)
    draftsOf(1)
    expect(readPreference(KEY, true)).toBe(false)
  })
})
