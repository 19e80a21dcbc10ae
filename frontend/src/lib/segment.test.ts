import { describe, expect, it } from 'vitest'

import { articleMarks, claimAt, paragraphs } from './paragraphs'
import { segment, type Mark } from './segment'

const mark = (role: Mark['role'], claim: number | null, start: number, end: number): Mark => ({
  role,
  claim,
  start,
  end,
})
const label = (m: Mark) => `${m.role}${m.claim ?? ''}`
const shape = (text: string, marks: Mark[]) =>
  segment(text, marks).map((p) => `${p.text}|${p.marks.map(label).join('+')}`)

describe('segment', () => {
  it('nests a claim inside another', () => {
    expect(shape('0123456789', [mark('content', 1, 1, 9), mark('content', 2, 4, 6)])).toEqual([
      '0|',
      '123|content1',
      '45|content1+content2',
      '678|content1',
      '9|',
    ])
  })

  it('cuts overlapping claims where either ends', () => {
    expect(shape('012345', [mark('content', 1, 0, 4), mark('content', 2, 2, 6)])).toEqual([
      '01|content1',
      '23|content1+content2',
      '45|content2',
    ])
  })

  it('holds for any marks: no gaps, and each piece has exactly the marks over it', () => {
    let seed = 7
    const random = (most: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % most
    }
    const text = '😀x'.repeat(250)
    const marks = Array.from({ length: 60 }, (_, i) => {
      const start = random(500)
      return mark('content', i, start, start + random(60))
    })
    const pieces = segment(text, marks)
    expect(pieces.map((p) => p.text).join('')).toBe(text)
    for (const { start, text: words, marks: found } of pieces) {
      const end = start + Array.from(words).length
      const over = marks.filter(
        (m) => m.start <= start && Math.min(m.end, 500) >= end && m.start < m.end,
      )
      expect(found.map((m) => m.claim).toSorted()).toEqual(over.map((m) => m.claim).toSorted())
    }
  })
})

describe('paragraphs', () => {
  const text = 'Gold 🥇\r\n\r\n“Fast 🚴,” said Zoë.\n \nRead more: cats'
  const claims = [
    { id: 5, spans: [[11, 17]], cue: { start: 20, end: 24 }, source: { start: 25, end: 28 } },
  ]

  it('keeps offsets of the whole text and marks each role', () => {
    const found = paragraphs(
      text,
      articleMarks(claims, [{ start: 32, end: 47, kind: 'promotion' }]),
    )
    expect(found.map((p) => p.pieces.map((piece) => piece.text).join(''))).toEqual([
      'Gold 🥇',
      '“Fast 🚴,” said Zoë.',
      'Read more: cats',
    ])
    expect(found.map((p) => p.furniture)).toEqual([null, null, 'promotion'])
    const points = Array.from(text)
    for (const { pieces } of found) {
      for (const piece of pieces) {
        const length = Array.from(piece.text).length
        expect(points.slice(piece.start, piece.start + length).join('')).toBe(piece.text)
      }
    }
    const marked = found[1]?.pieces.filter((p) => p.marks.length > 0)
    expect(marked?.map((p) => [p.text, p.marks.map(label).join()])).toEqual([
      ['Fast 🚴', 'content5'],
      ['said', 'cue5'],
      ['Zoë', 'source5'],
    ])
  })

  it('cuts a claim that runs over a line break into both paragraphs', () => {
    const found = paragraphs('one\ntwo', [mark('content', 1, 0, 7)])
    expect(found.map((p) => p.pieces.map((piece) => piece.marks.map(label).join()))).toEqual([
      ['content1'],
      ['content1'],
    ])
  })

  it('is empty for a blank text', () => {
    expect(paragraphs(' \n ', [])).toEqual([])
  })
})

describe('claimAt', () => {
  const nested = [mark('content', 1, 0, 18), mark('content', 2, 8, 12)]

  it('means the innermost claim first, then goes outwards and round', () => {
    expect(claimAt(nested, null)).toBe(2)
    expect(claimAt(nested, 2)).toBe(1)
    expect(claimAt(nested, 1)).toBe(2)
    expect(claimAt(nested, 99)).toBe(2)
  })

  it('is nothing where no claim is', () => {
    expect(claimAt([mark('furniture', null, 0, 5)], null)).toBeNull()
  })
})

describe('lanes', () => {
  it('give claims that share words a line each, which each keeps all along', () => {
    const [line] = paragraphs('0123456789', [
      mark('content', 1, 0, 8),
      mark('content', 2, 2, 4),
      mark('content', 3, 3, 6),
      mark('content', 4, 8, 10),
    ])
    expect(line?.pieces.map((p) => [p.text, p.lanes, p.opens])).toEqual([
      ['01', [1], [1]],
      ['2', [1, 2], [2]],
      ['3', [1, 2, 3], [3]],
      ['45', [1, 3], []],
      ['67', [1], []],
      ['89', [1], [4]],
    ])
  })

  it('say whether a paragraph need be drawn again', () => {
    const keys = (marks: Mark[]) => paragraphs('one\ntwo', marks).map(({ key }) => key)
    const before = keys([mark('content', 1, 0, 3), mark('content', 2, 4, 7)])
    const after = keys([mark('content', 1, 0, 3), mark('content', 2, 5, 7)])
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
  })
})
