import { t } from '@lingui/core/macro'
import { ApiProblem, api, unwrap, type Me } from '../../api/client'

const NUMBER = /^[\d.]+$|:/

/** Whether this browser knows passkeys as JSON, and takes them at this address: not at a number. */
export const knowsPasskeys = (): boolean =>
  !NUMBER.test(window.location.hostname) &&
  typeof PublicKeyCredential !== 'undefined' &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential &&
  'toJSON' in PublicKeyCredential.prototype

type Json = Record<string, unknown>

async function asked(ask: () => Promise<Credential | null>): Promise<Json> {
  const found = await ask().catch(() => null)
  // Whether it was called off or failed the browser does not say, so that nobody learns who has one.
  if (found === null) throw new ApiProblem(0, t`No passkey was given. Try again when you like.`)
  const answer: unknown = (found as PublicKeyCredential).toJSON()
  return answer as Json
}

/** Makes a passkey on this device, and has the desk keep it under a name. */
export async function makePasskey(name: string): Promise<void> {
  const { options } = await unwrap(api.POST('/api/v1/account/passkeys/challenge'))
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  )
  const credential = await asked(() => navigator.credentials.create({ publicKey }))
  await unwrap(api.POST('/api/v1/account/passkeys', { body: { name, credential } }))
}

/** Signs in with a passkey of this device, whoever's it is. */
export async function signInWithPasskey(): Promise<Me> {
  const { options } = await unwrap(api.POST('/api/v1/session/passkey-challenge'))
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  )
  const credential = await asked(() => navigator.credentials.get({ publicKey }))
  return unwrap(api.POST('/api/v1/session/passkey', { body: { credential } }))
}
