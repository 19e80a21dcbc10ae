import { t } from '@lingui/core/macro'
import { ApiProblem, csrf } from '../../api/client'
import type { EvidenceDraft } from './useEvidenceDraft'

/** What the desk takes as a file. */
export const FILE_TYPES = ['.pdf', '.png', '.jpg', '.jpeg', '.gif', '.webp'].join(',')

/**
 * Sends a file with what is known of it. By XMLHttpRequest, which alone says how far an upload is;
 * `progress` is from 0 to 1. Throws ApiProblem.
 */
export function uploadEvidence(
  claim: number,
  file: File,
  { url: _, common_origin_with, primary, ...known }: EvidenceDraft,
  progress: (share: number) => void,
): Promise<void> {
  const form = new FormData()
  form.append('file', file)
  for (const [name, value] of Object.entries(known)) form.append(name, String(value))
  if (primary !== null) form.append('primary', String(primary))
  if (common_origin_with !== null) form.append('common_origin_with', String(common_origin_with))
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/claims/${claim}/evidence/files`)
    request.setRequestHeader('X-CSRF-Token', csrf())
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onerror = () =>
      fail(new ApiProblem(0, t`The desk cannot be reached. The file was not sent; try again.`))
    request.onload = () => {
      if (request.status < 300) {
        done()
        return
      }
      const answer = request.response as { detail?: string } | null
      fail(new ApiProblem(request.status, answer?.detail ?? t`The file was not taken.`))
    }
    request.send(form)
  })
}
