import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, FileInput, Group, Progress, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Evidence } from '../../api/client'
import { sessionQuery } from '../../api/queries'
import { showShare, showSize } from '../../lib/dates'
import { Refusal } from '../../ui/states'
import { OtherWords } from '../outbox/OtherWords'
import { Waits } from '../outbox/Waits'
import { EvidenceFields } from './EvidenceFields'
import { FILE_TYPES } from './upload'
import { useEvidenceDraft } from './useEvidenceDraft'

interface Props {
  claim: number
  others: Evidence[]
  onClose: () => void
}

/** Adds a link, or a file in its place. Typed words are kept in this browser; a file cannot be. */
export function EvidenceForm({ claim, others, onClose }: Props) {
  const { key, draft, change, add, busy, problem, waits, share } = useEvidenceDraft(claim)
  const { data: me } = useQuery(sessionQuery)
  const most = me == null ? undefined : showSize(me.max_file_bytes)
  const [file, setFile] = useState<File | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await add(file)) onClose()
  }
  return (
    <form onSubmit={(event) => void submit(event)} aria-label={t`Add evidence`}>
      <Stack gap="sm" mb="md">
        {problem !== null && <Refusal title={t`Not added`}>{problem.message}</Refusal>}
        {waits && <Waits />}
        <OtherWords of={key} />
        {file === null && (
          <TextInput
            label={t`Link`}
            placeholder="https://"
            required
            autoFocus
            maxLength={2000}
            value={draft.url}
            onChange={(event) => change({ ...draft, url: event.currentTarget.value })}
          />
        )}
        <FileInput
          label={file === null ? t`Or a file` : t`File`}
          description={
            most === undefined ? t`A PDF or a picture.` : t`A PDF or a picture, ${most} at most.`
          }
          placeholder={t`Choose a file`}
          accept={FILE_TYPES}
          clearable
          clearButtonProps={{ 'aria-label': t`Take the file out` }}
          value={file}
          onChange={setFile}
        />
        {share !== null && (
          <Progress.Root size="lg">
            <Progress.Section value={share * 100} aria-label={t`How much is sent`}>
              <Progress.Label>{showShare(share)}</Progress.Label>
            </Progress.Section>
          </Progress.Root>
        )}
        <EvidenceFields draft={draft} change={change} others={others} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
          <Button type="submit" loading={busy}>
            <Trans>Add evidence</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
