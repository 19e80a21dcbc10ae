import { api, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import { batchQuery, type Batch } from './queries'

/** Send several files at once. Each may hold several articles; they are taken in one by one. */
export async function sendFiles(
  files: File[],
  desk: number | null,
  signal: AbortSignal,
): Promise<Batch> {
  const form = new FormData()
  for (const file of files) form.append('file', file)
  if (desk !== null) form.append('desk', String(desk))
  const batch = await unwrap(
    api.POST('/api/v1/articles/batch', { signal, body: { items: [] }, bodySerializer: () => form }),
  )
  queryClient.setQueryData(batchQuery(batch.id).queryKey, batch)
  return batch
}
