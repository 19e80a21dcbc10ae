import { t } from '@lingui/core/macro'
import { api, etag, unwrap } from '../../api/client'
import { showMessage } from '../../ui/message'
import { complain } from '../../ui/undo'
import { refreshImports, type Import } from './queries'

/** What is brought in: a file of this machine's, or one at an address. */
export type Bringing = { file: File } | { address: string }

/** Has checks brought in by the desk. The same content again is the same import. */
export async function bringIn(what: Bringing): Promise<Import> {
  try {
    if ('address' in what)
      return await unwrap(
        api.POST('/api/v1/fact-checks/imports/fetch', { body: { url: what.address.trim() } }),
      )
    const form = new FormData()
    form.append('file', what.file)
    return await unwrap(
      api.POST('/api/v1/fact-checks/imports', {
        body: { file: what.file.name },
        bodySerializer: () => form,
      }),
    )
  } finally {
    await refreshImports()
  }
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
