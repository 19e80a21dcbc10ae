import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api, type Evidence } from '../../api/client'
import { queryClient } from '../../api/queries'
import { answer, show } from '../../test-render'
import { EvidenceCard } from './EvidenceCard'
import { EvidenceForm } from './EvidenceForm'

const ITEM: Evidence = {
  id: 2,
  version: 3,
  url: 'https://example.org/a',
  file: null,
  title: 'A ledger',
  publisher: '',
  published_on: '2026-03-02',
  quote: 'Forty million.',
  stance: 'supports',
  note: '',
  primary: null,
  unnamed: false,
  common_origin_with: null,
  archive: {
    checked_at: '2026-11-24T10:00:00Z',
    error: '',
    archived_at: '2026-11-24T10:00:00Z',
    sha256: 'b',
    changed_at: '2026-11-24T10:00:00Z',
    gone: false,
  },
  added_by: { id: 1, login: 'ana', name: 'Ana' },
  added_at: '2026-11-24T10:00:00Z',
  retracted_at: null,
}

const card = (item = ITEM) => (
  <EvidenceCard claim={4} item={item} editable changed origin={undefined} others={[]} />
)

describe('a piece of evidence', () => {
  beforeEach(() => {
    vi.restoreAllMocks()
    localStorage.clear()
    queryClient.clear()
  })

  it('is changed where it stands, at the version that was seen', async () => {
    const put = vi.spyOn(api, 'PUT').mockResolvedValue(answer(200, ITEM))
    show(card())
    await userEvent.click(screen.getByRole('button', { name: 'Change' }))
    await userEvent.click(screen.getByRole('radio', { name: 'Refutes' }))
    await userEvent.type(screen.getByLabelText('Note for the desk'), 'Page 4.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(put.mock.calls[0]?.[1]).toMatchObject({
      params: { path: { claim_id: 4, evidence_id: 2 }, header: { 'If-Match': '"3"' } },
      body: { stance: 'refutes', note: 'Page 4.', title: 'A ledger', published_on: '2026-03-02' },
    })
    expect(screen.queryByRole('form', { name: 'Change the evidence' })).toBeNull()
  })

  it('keeps what was typed when a colleague was faster, and shows theirs', async () => {
    vi.spyOn(api, 'PUT').mockResolvedValue(answer(412, { detail: 'stale' }))
    const { rerender } = show(card())
    await userEvent.click(screen.getByRole('button', { name: 'Change' }))
    await userEvent.type(screen.getByLabelText('Note for the desk'), 'Mine.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    rerender(card({ ...ITEM, version: 4, note: 'Theirs.' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Theirs.')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Note for the desk').value).toBe('Mine.')
    expect(screen.getByRole('button', { name: 'Save mine in its place' })).toBeDefined()
  })

  it('survives the tab in the middle of a change', async () => {
    const { unmount } = show(card())
    await userEvent.click(screen.getByRole('button', { name: 'Change' }))
    await userEvent.type(screen.getByLabelText('Note for the desk'), 'Half of')
    unmount()
    show(card())
    await userEvent.click(screen.getByRole('button', { name: 'Change' }))
    expect(screen.getByLabelText<HTMLTextAreaElement>('Note for the desk').value).toBe('Half of')
  })

  it('says that its page changed, and shows what', async () => {
    const look = (id: number, sha256: string) => ({
      id,
      fetched_at: `2026-11-24T1${id}:00:00Z`,
      final_url: ITEM.url,
      status: 200,
      content_type: 'text/html',
      sha256,
      title: 'The record',
      error: '',
      changed: true,
    })
    const text = { 1: 'He knew.\n\nThe end.', 2: 'His office knew.\n\nThe end.' }
    vi.spyOn(api, 'GET').mockImplementation(
      (_: string, { params }: { params: { path: { look_id?: 1 | 2 } } }) => {
        const id = params.path.look_id
        return Promise.resolve(
          id === undefined
            ? answer(200, [look(2, 'b'), look(1, 'a')])
            : answer(200, { ...look(id, id === 2 ? 'b' : 'a'), text: text[id] }),
        )
      },
    )
    show(card())
    expect(screen.getByText(/Changed since the verdict/)).toBeDefined()
    await userEvent.click(screen.getByText('Kept copies'))
    const [newest] = await screen.findAllByRole('button', { name: /^Read the copy/ })
    if (newest) await userEvent.click(newest)
    const dialog = await screen.findByRole('dialog', { name: 'The record' })
    expect((await within(dialog).findByText('He knew.')).tagName).toBe('DEL')
    expect(within(dialog).getByText('His office knew.').tagName).toBe('INS')
    expect(within(dialog).getByText('The end.').tagName).toBe('P')
  })
})

describe('adding evidence', () => {
  beforeEach(() => localStorage.clear())

  it('takes a file in place of a link, and says why one is not taken', async () => {
    const sent: FormData[] = []
    class Request {
      upload = {}
      status = 415
      response = { detail: 'This is no PDF and no picture.' }
      onload = () => undefined
      open = () => undefined
      setRequestHeader = () => undefined
      send(form: FormData) {
        sent.push(form)
        this.onload()
      }
    }
    vi.stubGlobal('XMLHttpRequest', Request)
    show(<EvidenceForm claim={4} others={[]} onClose={vi.fn()} />)
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')
    if (input === null) throw new Error('no field for a file')
    await userEvent.upload(input, new File(['%PDF'], 'scan.pdf', { type: 'application/pdf' }))
    expect(screen.queryByLabelText('Link')).toBeNull()
    await userEvent.type(screen.getByLabelText('Title'), 'The scan')
    await userEvent.click(screen.getByRole('button', { name: 'Add evidence' }))
    expect((await screen.findByRole('alert')).textContent).toContain('no PDF and no picture')
    expect(sent[0]?.get('title')).toBe('The scan')
    expect((sent[0]?.get('file') as File).name).toBe('scan.pdf')
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('The scan')
    vi.unstubAllGlobals()
  })
})
