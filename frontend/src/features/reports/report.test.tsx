import { describe, expect, it } from 'vitest'
import type { ReportEntry, VerdictReport } from '../../api/client'
import { CLAIM } from '../../test-records'
import { reviewsOf } from './claimReview'
import { embedCode, speaker } from './embed'

const entry = (unnamed: boolean): ReportEntry => ({
  claim: {
    ...CLAIM,
    text: 'It cost <b>40</b> million & "more".',
    source: {
      start: 0,
      end: 5,
      text: 'Dana Secret',
      kind: 'person',
      unnamed,
      refers_to: null,
      source_id: 1,
    },
  },
  verdict: {
    id: 1,
    number: 1,
    rating: {
      key: 'true',
      label: 'True',
      scale: 'five_step',
      scale_version: 1,
      rank: 5,
      of: 5,
      off_axis: null,
    },
    summary: '<script>alert(1)</script>',
    reasons: 'For the desk',
    why: '',
    evidence: [],
    changed_since_verdict: [],
    author: { id: 3, login: 'vera', name: 'Vera Lind' },
    at: '2030-01-02T10:00:00Z',
    published: true,
    withdrawn: null,
    reuses: null,
  },
  evidence: [],
  published_at: '2026-11-25T10:00:00Z',
  corrections: [],
  follow_up: null,
})

const report = (entries: ReportEntry[]): VerdictReport => ({
  article: 1,
  title: 'Fees & <tolls>',
  byline: '',
  section: '',
  revision: 1,
  generated_at: '2030-01-03T10:00:00Z',
  ratings: [],
  total: 1,
  published: 1,
  open: 0,
  dismissed: 0,
  unnamed: 0,
  unnamed_open: 0,
  entries,
})
const words = {
  heading: 'Fact check',
  unnamed: 'An unnamed source',
  evidence: 'Evidence',
  asOf: 'As of',
}

describe('the code to embed', () => {
  it('runs nothing, whatever the article says', () => {
    const code = embedCode(report([entry(false)]), words)
    expect(code).not.toContain('<script')
    expect(code).not.toContain('<b>')
    expect(code).toContain('Fees &amp; &lt;tolls&gt;')
    const page = new DOMParser().parseFromString(code, 'text/html')
    expect(page.querySelector('blockquote')?.textContent).toBe(
      'It cost <b>40</b> million & "more".',
    )
  })

  it('says nothing of an unnamed source, of checkers, or of the desk’s reasons', () => {
    const code = embedCode(report([entry(true)]), words)
    expect(code).toContain('An unnamed source')
    for (const secret of ['Secret', 'Vera', 'For the desk']) expect(code).not.toContain(secret)
    expect(speaker(entry(false))).toBe('Dana Secret')
    expect(speaker(entry(true))).toBeNull()
  })
})

describe('the ClaimReview card', () => {
  it('reads a review, and bears what is no document at all', () => {
    const review = {
      url: 'https://desk.example.org/1',
      claimReviewed: 'It cost 40 million.',
      itemReviewed: { '@type': 'Claim' },
      reviewRating: { alternateName: 'True' },
    }
    expect(reviewsOf({ '@graph': [review] })).toEqual([
      { url: review.url, claim: 'It cost 40 million.', rating: 'True', by: null },
    ])
    expect(reviewsOf(undefined)).toEqual([])
  })
})
