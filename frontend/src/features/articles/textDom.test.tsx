import { describe, expect, it } from 'vitest'
import { articleMarks, paragraphs } from '../../lib/paragraphs'
import { show } from '../../test-render'
import { MarkedText } from './MarkedText'
import { rangeOf, stretchOf } from './textDom'

const TEXT = '😀 Sources said 🚴 it fell.\n\nאמר השר 🚴 אתמול\n\nThe end.'
const points = Array.from(TEXT)
const find = (words: string): [number, number] => {
  const start = Array.from(TEXT.slice(0, TEXT.indexOf(words))).length
  return [start, start + Array.from(words).length]
}
const CLAIM = {
  id: 1,
  spans: [find('🚴 it fell'), find('אמר השר 🚴')],
  cue: { start: find('said')[0], end: find('said')[1] },
  source: { start: find('Sources')[0], end: find('Sources')[1] },
}

function open(): HTMLElement {
  const { container } = show(
    <MarkedText
      paragraphs={paragraphs(TEXT, articleMarks([CLAIM]))}
      claims={[{ id: 1, number: 1, unnamed: true }]}
      selected={null}
    />,
  )
  return container
}

describe('words on the page', () => {
  it('have the offsets of the API, whatever is marked between them', () => {
    const root = open()
    for (let start = 0; start < points.length; start++) {
      for (const length of [1, 4, 11]) {
        const end = Math.min(start + length, points.length)
        const words = points.slice(start, end).join('')
        // Between paragraphs there is nothing on the page.
        if (words.includes('\n')) continue
        const range = rangeOf(root, [start, end])
        expect(range, words).not.toBeNull()
        if (range !== null) expect(stretchOf(root, range)).toEqual([start, end])
      }
    }
  })

  it('can be selected from one paragraph into the next', () => {
    const root = open()
    const range = rangeOf(root, [find('fell')[0], find('אמר')[1]])
    expect(range && stretchOf(root, range)).toEqual([find('fell')[0], find('אמר')[1]])
  })

  it('are cut to the text where the selection goes beyond it', () => {
    const root = open()
    const range = document.createRange()
    range.selectNodeContents(document.body)
    expect(stretchOf(root, range)).toEqual([0, points.length])
    const elsewhere = document.body.appendChild(document.createElement('p'))
    elsewhere.textContent = 'not the article'
    range.selectNodeContents(elsewhere)
    expect(stretchOf(root, range)).toBeNull()
  })

  it('leave the numbers and tags out, and have a direction of their own in each paragraph', () => {
    const root = open()
    const button = root.querySelector('button')
    expect(button?.dir).toBe('ltr')
    expect(Array.from(root.querySelectorAll('p'), (line) => line.dir)).toEqual([
      'auto',
      'auto',
      'auto',
    ])
    for (const extra of root.querySelectorAll('[data-extra]')) extra.remove()
    expect(root.querySelector('p')?.textContent).toBe('😀 Sources said 🚴 it fell.')
  })
})
