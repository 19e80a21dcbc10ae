import { t } from '@lingui/core/macro'
import { ApiProblem, csrf } from '../../api/client'
import { uniqueId } from '../../lib/ids'
import { formBody } from '../../lib/multipart'
import type { EvidenceDraft } from './useEvidenceDraft'

/** What the desk takes as a file. */
export const FILE_TYPES = ['.pdf', '.png', '.jpg', '.jpeg', '.gif', '.webp'].join(',')

interface Unanswered {
  what: string
  key: string
  boundary: string
}

/** The upload that no answer came to: trying the same again is the same action, byte for byte. */
let unanswered: Unanswered | null = null

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
  const fields = Object.entries({ ...known, primary, common_origin_with }).flatMap(
    ([name, value]): [string, string][] => (value === null ? [] : [[name, String(value)]]),
  )
  const { name, size, lastModified } = file
  const what = JSON.stringify([claim, fields, name, size, lastModified])
  if (unanswered?.what !== what) unanswered = { what, key: uniqueId(), boundary: uniqueId() }
  const { key, boundary } = unanswered
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/claims/${claim}/evidence/files`)
    request.setRequestHeader('X-CSRF-Token', csrf())
    request.setRequestHeader('Idempotency-Key', key)
    request.setRequestHeader('Content-Type', `multipart/form-data; boundary=${boundary}`)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onerror = () =>
      fail(new ApiProblem(0, t`The desk cannot be reached. The file was not sent; try again.`))
    request.onload = () => {
      if (request.status < 500) unanswered = null
      if (request.status < 300) {
        done()
        return
      }
      const answer = request.response as { detail?: string } | null
      fail(new ApiProblem(request.status, answer?.detail ?? t`The file was not taken.`))
    }
    request.send(formBody(boundary, fields, file))
  })
}
