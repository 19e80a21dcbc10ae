import { Notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, type ClaimDetail, type Evidence, type Me } from '../../api/client'
import { claimQuery, queryClient, sessionQuery } from '../../api/queries'
import { Desk, me } from '../../test-desk'
import { CLAIM } from '../../test-records'
import { answer, show } from '../../test-render'
import { undoLast } from '../../ui/undo'
import { EvidenceCard } from './EvidenceCard'
import { EvidenceForm } from './EvidenceForm'
import { EvidencePanel } from './EvidencePanel'

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

  it('keeps what is typed while a change is being saved, and goes on from what is saved', async () => {
    let arrive: () => void = () => undefined
    const put = vi.spyOn(api, 'PUT').mockReturnValueOnce(
      new Promise((resolve) => {
        arrive = () => resolve(answer(200, { ...ITEM, version: 4 }))
      }),
    )
    put.mockResolvedValue(answer(200, { ...ITEM, version: 5 }))
    show(card())
    await userEvent.click(screen.getByRole('button', { name: 'Change' }))
    const note = () => screen.getByLabelText<HTMLTextAreaElement>('Note for the desk')
    await userEvent.type(note(), 'Page 4.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await userEvent.type(note(), ' And 5.')
    arrive()
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Save' }).dataset.loading).toBeUndefined(),
    )
    expect(note().value).toBe('Page 4. And 5.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(put.mock.calls[1]?.[1]).toMatchObject({
      params: { header: { 'If-Match': '"4"' } },
      body: { note: 'Page 4. And 5.' },
    })
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
    const [newest] = await screen.findAllByRole('button', { name: /^read it/ })
    if (newest) await userEvent.click(newest)
    const dialog = await screen.findByRole('dialog', { name: 'The record' })
    expect((await within(dialog).findByText('He knew.')).tagName).toBe('DEL')
    expect(within(dialog).getByText('His office knew.').tagName).toBe('INS')
    expect(within(dialog).getByText('The end.').tagName).toBe('P')
  })
})

const read = (body: Blob) =>
  new Promise<string>((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '')
    reader.readAsText(body)
  })

describe('adding evidence', () => {
  beforeEach(() => localStorage.clear())

  it('says how large a file may be, as the desk has set it', () => {
    const vera: Me = { ...me('checker'), max_file_bytes: 5_000_000 }
    queryClient.setQueryData(sessionQuery.queryKey, vera)
    show(<EvidenceForm claim={4} others={[]} onClose={vi.fn()} />)
    expect(screen.getByText(/^A PDF or a picture, 5\s?MB at most\.$/)).toBeDefined()
    queryClient.clear()
  })

  it('takes a file in place of a link, and says why one is not taken', async () => {
    const sent: { body: Blob; headers: Record<string, string> }[] = []
    class Request {
      upload = {}
      // The first answer is lost on the way.
      status = sent.length === 0 ? 0 : 415
      response = { detail: 'This is no PDF and no picture.' }
      onload = () => undefined
      onerror = () => undefined
      open = () => undefined
      headers: Record<string, string> = {}
      setRequestHeader(name: string, value: string) {
        this.headers[name] = value
      }
      send(body: Blob) {
        sent.push({ body, headers: this.headers })
        if (this.status === 0) this.onerror()
        else this.onload()
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
    expect((await screen.findByRole('alert')).textContent).toContain('The file was not sent')
    await userEvent.click(screen.getByRole('button', { name: 'Add evidence' }))
    expect(await screen.findByText('This is no PDF and no picture.')).toBeDefined()
    const [first, second] = await Promise.all(sent.map(({ body }) => read(body)))
    expect(first).toContain('name="title"\r\n\r\nThe scan\r\n')
    expect(first).toContain('name="file"; filename="scan.pdf"')
    expect(first).toContain('%PDF')
    // The same again is the same action: its key and every byte of it.
    expect(second).toBe(first)
    expect(sent[1]?.headers).toEqual(sent[0]?.headers)
    expect(sent[0]?.headers['Idempotency-Key']).toMatch(/^[0-9a-f]{32}$/)
    await userEvent.click(screen.getByRole('button', { name: 'Add evidence' }))
    expect(sent[2]?.headers['Idempotency-Key']).not.toBe(sent[0]?.headers['Idempotency-Key'])
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('The scan')
    vi.unstubAllGlobals()
  })
})

describe('retracting a piece', () => {
  let desk: Desk
  let arrive: (status: number, body: unknown) => void
  let found: ClaimDetail
  const Panel = () => {
    const { data } = useQuery(claimQuery(4))
    return data === undefined ? null : <EvidencePanel claim={data} />
  }
  beforeEach(async () => {
    vi.restoreAllMocks()
    queryClient.clear()
    desk = new Desk()
    found = { ...CLAIM, id: 4, evidence: [ITEM], verdicts: [] } as unknown as ClaimDetail
    desk.answers['GET /claims/4'] = () => ({ body: found })
    desk.answers['DELETE /claims/4/evidence/2'] = () =>
      new Promise((resolve) => {
        arrive = (status, body) => resolve({ status, body })
      })
    desk.answers['POST /claims/4/evidence/2/restoration'] = { body: ITEM }
    show(
      <>
        <Notifications />
        <Panel />
      </>,
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Retract' }))
    await screen.findByRole('button', { name: 'Restore' })
  })
  afterEach(() => desk.close())

  it('shows at once, and z takes it back once the desk has it', async () => {
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Restore' }))
    act(() => expect(undoLast()).toBe(true))
    expect(desk.writes()).toHaveLength(1)
    await act(async () => {
      arrive(200, ITEM)
      await Promise.resolve()
    })
    expect(await screen.findByRole('button', { name: 'Retract' })).toBeDefined()
    await waitFor(() => expect(desk.writes()).toHaveLength(2))
  })

  it('is taken back where the desk refuses it, which is said', async () => {
    await act(async () => {
      arrive(409, { detail: 'The verdict is with an editor.' })
      await Promise.resolve()
    })
    expect(await screen.findByText(/^Not retracted: “/)).toBeDefined()
    expect(screen.getByText('The verdict is with an editor.')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Retract' })).toBeDefined()
  })
})
