import { plural, t } from '@lingui/core/macro'
import { api, etag, unwrap } from '../../api/client'
import { showMessage } from '../../ui/message'
import { complain } from '../../ui/undo'
import { broughtBy, hasEnded, refreshImports, type Import } from './queries'

/** What is brought in: a file of this machine's, or one at an address. */
export type Bringing = { file: File } | { address: string }

/** Has checks brought in by the desk. The same content again is the same import. */
export async function bringIn(what: Bringing): Promise<Import> {
  try {
    const brought = await send(what)
    if (hasEnded(brought)) tellAgain(brought)
    return brought
  } finally {
    await refreshImports()
  }
}

function send(what: Bringing): Promise<Import> {
  if ('address' in what)
    return unwrap(
      api.POST('/api/v1/fact-checks/imports/fetch', { body: { url: what.address.trim() } }),
    )
  const form = new FormData()
  form.append('file', what.file)
  return unwrap(
    api.POST('/api/v1/fact-checks/imports', {
      body: { file: what.file.name },
      bodySerializer: () => form,
    }),
  )
}

/** What has ended as it is sent was sent before: the very same file is one import. */
function tellAgain(brought: Import) {
  const { name, state } = brought
  const count = broughtBy(brought)
  if (state === 'broken')
    showMessage({
      message: t`This file was sent before, as “${name}”, and broke off. Take that import back to have it read anew.`,
    })
  else if (count === 0)
    showMessage({
      message: t`This file was sent before, as “${name}”. Nothing in it could be brought in.`,
    })
  else
    showMessage({
      message: plural(count, {
        one: `This file was sent before, as “${name}”. Its one check was here already.`,
        other: `This file was sent before, as “${name}”. All # checks were here already.`,
      }),
    })
}

/** Takes an import back with the checks that it was the first to bring. */
export async function takeBack({ id, version, name }: Import): Promise<boolean> {
  try {
    await unwrap(
      api.DELETE('/api/v1/fact-checks/imports/{import_id}', {
        params: { path: { import_id: id }, header: { 'If-Match': etag(version) } },
      }),
    )
    showMessage({ message: t`“${name}” is taken back.` })
    return true
  } catch (error) {
    complain(error)
    return false
  } finally {
    await refreshImports()
  }
}
