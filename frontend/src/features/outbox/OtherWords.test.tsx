import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { setAside } from '../../lib/asides'
import { keepDraft, readDraft, useDraft } from '../../lib/drafts'
import { draftsOf } from '../../lib/own'
import { show } from '../../test-render'
import { undoLast } from '../../ui/undo'
import { OtherWords } from './OtherWords'

const KEY = 'comment:7'

function Field() {
  const [text, change] = useDraft(KEY, '')
  return (
    <>
      <OtherWords of={KEY} />
      <input aria-label="Words" value={text} onChange={(e) => change(e.currentTarget.value)} />
    </>
  )
}

beforeEach(() => {
  draftsOf(1)
  keepDraft(KEY, 'From here')
  setAside(KEY, 'From there', 'From here')
})
const words = () => screen.getByLabelText<HTMLInputElement>('Words').value

it('shows another tab’s words, and using them sets aside what stood there', async () => {
  show(<Field />)
  expect(screen.getByText('From there')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Use these words' }))
  expect(words()).toBe('From there')
  expect(screen.getByText('From here')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Use these words' }))
  expect(words()).toBe('From here')
  expect(screen.getByText('From there')).toBeDefined()
})

it('is silent once the words are in the field, or discarded, which is undone', async () => {
  show(<Field />)
  await userEvent.click(screen.getByRole('button', { name: 'Discard these words' }))
  expect(screen.queryByText('From there')).toBeNull()
  act(() => expect(undoLast()).toBe(true))
  expect(screen.getByText('From there')).toBeDefined()
  await userEvent.type(screen.getByLabelText('Words'), '. From there')
  expect(screen.queryByText('Another tab had other words for this')).toBeNull()
  expect(readDraft(KEY)).toBe('From here. From there')
})
