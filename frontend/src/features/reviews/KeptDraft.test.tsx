import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { ClaimDetail } from '../../api/client'
import { show } from '../../test-render'
import { KeptDraft } from './KeptDraft'

const claim = { id: 7, evidence: [], verdicts: [] } as unknown as ClaimDetail
const page = () => show(<KeptDraft claim={claim} />)

it('shows what was typed when the claim went on meanwhile, until it is discarded', async () => {
  localStorage.setItem(
    'claimdesk:draft::verdict:7',
    JSON.stringify({
      rating: 'true',
      summary: 'Second tab.',
      reasons: '',
      why: '',
      leftOut: [],
      after: 0,
    }),
  )
  page()
  expect(screen.getByText('Second tab.')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Discard it' }))
  expect(screen.queryByText('Second tab.')).toBeNull()
  expect(localStorage.length).toBe(0)
})

it('is silent where nothing was typed', () => {
  page()
  expect(screen.queryByRole('status')).toBeNull()
})
