import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { articleMarks, paragraphs } from '../../lib/paragraphs'
import { show as render } from '../../test-render'
import { MarkedText } from './MarkedText'

const TEXT = '😀 Sources said the minister admitted a mistake.\n\nRead more: cats'
const at = (words: string) => {
  const start = Array.from(TEXT.slice(0, TEXT.indexOf(words))).length
  return [start, start + Array.from(words).length]
}
const span = (words: string) => {
  const [start = 0, end = 0] = at(words)
  return { start, end }
}

const CLAIMS = [
  {
    id: 5,
    spans: [at('the minister admitted a mistake')],
    cue: span('said'),
    source: span('Sources'),
  },
  { id: 6, spans: [at('a mistake')], cue: span('admitted'), source: span('the minister') },
]
const MARKED = [
  { id: 5, number: 1, unnamed: true },
  { id: 6, number: 2, unnamed: false },
]

function show(selected: number | null = null) {
  const onSelect = vi.fn()
  const lines = paragraphs(
    TEXT,
    articleMarks(CLAIMS, [{ ...span('Read more: cats'), kind: 'promotion' }]),
  )
  const { container } = render(
    <MarkedText paragraphs={lines} claims={MARKED} selected={selected} onSelect={onSelect} />,
  )
  return { onSelect, container }
}

describe('MarkedText', () => {
  it('keeps every word of the article', () => {
    const { container } = show()
    const words = container.querySelector('p')?.cloneNode(true) as HTMLElement
    for (const extra of words.querySelectorAll('[data-extra]')) extra.remove()
    expect(words.textContent).toBe('😀 Sources said the minister admitted a mistake.')
  })

  it('marks what was said, how and by whom, and says which source is unnamed', () => {
    const { container } = show()
    expect(screen.getByText('Sources').dataset.source).toBe('unnamed')
    expect(screen.getByText('the minister').dataset.source).toBe('named')
    expect(screen.getByText('said').dataset.cue).toBe('true')
    expect(screen.getByText('a mistake').dataset.content).toBe('2')
    expect(container.querySelectorAll('svg')).toHaveLength(1)
    expect(screen.getByText('unnamed')).toBeDefined()
    expect(screen.getByText('link or notice')).toBeDefined()
  })

  it('is worked by keyboard through a numbered button for each claim', async () => {
    const { onSelect } = show(6)
    const first = screen.getByRole('button', { name: 'Claim 1, unnamed source' })
    expect(first.getAttribute('aria-pressed')).toBe('false')
    expect(screen.getByRole('button', { name: 'Claim 2' }).getAttribute('aria-pressed')).toBe(
      'true',
    )
    first.focus()
    await userEvent.keyboard('{Enter}')
    expect(onSelect).toHaveBeenCalledWith(5)
  })

  it('selects the innermost claim under a click, then the one around it', async () => {
    const { onSelect } = show()
    await userEvent.click(screen.getByText('a mistake'))
    expect(onSelect).toHaveBeenLastCalledWith(6)
  })

  it('goes outwards from the selected claim', async () => {
    const { onSelect } = show(6)
    await userEvent.click(screen.getByText('a mistake'))
    expect(onSelect).toHaveBeenLastCalledWith(5)
  })
})
