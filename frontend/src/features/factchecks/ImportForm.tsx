import { t } from '@lingui/core/macro'
import { Button, FileInput, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { sessionQuery } from '../../api/queries'
import { showSize } from '../../lib/dates'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { bringIn } from './actions'

/** What the desk reads as a file of checks. */
const TYPES = ['.json', '.jsonld', '.jsonl', '.ndjson', '.csv', '.tsv'].join(',')

/** A file of other people's checks, from this machine or from an address. */
export function ImportForm({ done }: { done: () => void }) {
  const { data: me } = useQuery(sessionQuery)
  const [file, setFile] = useState<File | null>(null)
  const [address, setAddress] = useState('')
  const { busy, problem, send } = useSend()
  const most = showSize(me?.max_file_bytes ?? 0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      await bringIn(file === null ? { address } : { file })
      done()
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem !== null && <Refusal title={t`Not brought in`}>{problem.message}</Refusal>}
        <FileInput
          label={t`File`}
          description={t`ClaimReview as JSON-LD, a Data Commons feed, JSON lines or CSV, of up to ${most}.`}
          placeholder={t`Choose a file`}
          accept={TYPES}
          clearable
          clearButtonProps={{ 'aria-label': t`Leave the file out` }}
          data-autofocus
          value={file}
          onChange={setFile}
        />
        <TextInput
          label={t`Or its address`}
          description={t`On the public internet.`}
          placeholder="https://"
          type="url"
          maxLength={2000}
          required={file === null}
          withAsterisk={false}
          disabled={file !== null}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy}>
            {t`Bring in`}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
