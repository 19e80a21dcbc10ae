import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk, me } from '../../test-desk'
import { POLICY } from '../../test-records'

const refused = (field: string, detail: string) => ({
  status: 422,
  body: { detail, errors: [{ field, detail: 'not this' }] },
})

let desk: Desk
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  desk.answers['GET /session'] = { body: me('admin') }
})
afterEach(() => {
  window.location.hash = ''
  desk.close()
})

/** What a screen reader says of a field beside its name. */
const described = (field: HTMLElement) =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')

async function expectWrong(field: HTMLElement, says: string) {
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
  expect(described(field)).toContain(says)
  await waitFor(() => expect(document.activeElement).toBe(field))
}

describe('a refused form', () => {
  it('keeps the focus on its button while it is sent, then leads to the field', async () => {
    let answer: (value: ReturnType<typeof refused>) => void = () => undefined
    desk.answers['GET /people'] = { body: [] }
    desk.answers['POST /people'] = () => new Promise((resolve) => (answer = resolve))
    const user = desk.open('/admin/people')
    await user.click(await screen.findByRole('button', { name: 'Add a person' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Name'), 'Amara Nkemelu')
    const login = within(dialog).getByLabelText('Login')
    await user.type(login, 'amara')
    const button = within(dialog).getByRole<HTMLButtonElement>('button', { name: /Add and make/ })
    button.focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(button.getAttribute('aria-busy')).toBe('true'))
    // Disabled, a browser would take the focus from it.
    expect(button.disabled).toBe(false)
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.activeElement).toBe(button)
    await user.keyboard('{Enter}')
    expect(desk.writes()).toHaveLength(1)
    answer(refused('login', 'The login amara is taken. Choose another.'))
    await expectWrong(login, 'The login amara is taken.')
    expect(button.getAttribute('aria-busy')).not.toBe('true')
  })

  it('leads to the weak password of the set-up, and then to the next step', async () => {
    desk.answers['GET /session'] = { body: null }
    desk.answers['GET /setup'] = { body: { needed: true } }
    desk.answers['POST /setup'] = refused('password', 'This password is easy to guess.')
    window.location.hash = '#code'
    const user = desk.open('/setup')
    await user.type(await screen.findByLabelText('Name of the desk'), 'The Harbour Times')
    await user.type(screen.getByLabelText('Your name'), 'Amara')
    await user.type(screen.getByLabelText('Login'), 'amara')
    const password = screen.getByLabelText('Password')
    await user.type(password, 'password1234{Enter}')
    await expectWrong(password, 'This password is easy to guess.')
    desk.answers['POST /setup'] = { body: me('admin') }
    desk.answers['GET /desks/1/policy'] = { body: POLICY }
    await user.type(password, 'x{Enter}')
    await screen.findByRole('heading', { name: 'How you judge' })
    await waitFor(() => expect(document.activeElement?.textContent).toBe('How you judge'))
  })

  it('keeps what was typed in the set-up over a reload, but no password', async () => {
    desk.answers['GET /session'] = { body: null }
    desk.answers['GET /setup'] = { body: { needed: true } }
    window.location.hash = '#code'
    const user = desk.open('/setup')
    await user.type(await screen.findByLabelText('Name of the desk'), 'The Harbour Times')
    await user.type(screen.getByLabelText('Login'), 'amara')
    await user.type(screen.getByLabelText('Password'), 'tern anvil cocoa')
    await waitFor(() => expect(JSON.stringify(Object.entries(localStorage))).toContain('amara'))
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain('anvil')
    cleanup()
    desk.open('/setup')
    const field = async (name: string) =>
      (await screen.findByLabelText<HTMLInputElement>(name)).value
    expect(await field('Name of the desk')).toBe('The Harbour Times')
    expect(await field('Login')).toBe('amara')
    expect(await field('Password')).toBe('')
  })
})
