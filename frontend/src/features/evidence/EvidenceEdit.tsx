import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import type { FormEvent } from 'react'
import { api, etag, unwrap, type Evidence } from '../../api/client'
import { settleDraft, useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
import { EvidenceFields } from './EvidenceFields'
import type { EvidenceDraft } from './useEvidenceDraft'
import { stanceWords } from './stances'
import classes from './Evidence.module.css'

interface Props {
  claim: number
  item: Evidence
  others: Evidence[]
  onClose: () => void
}

const asDraft = ({
  url,
  title,
  publisher,
  quote,
  note,
  stance,
  primary,
  unnamed,
  common_origin_with,
}: Evidence): EvidenceDraft => ({
  url,
  title,
  publisher,
  quote,
  note,
  stance,
  primary,
  unnamed,
  common_origin_with,
})

/** Changes what is known of a piece, where it stands; its address or file stays. */
export function EvidenceEdit({ claim, item, others, onClose }: Props) {
  const key = `evidence-edit:${item.id}`
  const [kept, change, drop] = useDraft(key, {
    draft: asDraft(item),
    base: item.version,
  })
  const { busy, problem, send } = useSend()
  const stale = problem?.status === 412
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { url: _, ...known } = kept.draft
    let { base } = kept
    const done = await send(async () => {
      const saved = await unwrap(
        api.PUT('/api/v1/claims/{claim_id}/evidence/{evidence_id}', {
          params: {
            path: { claim_id: claim, evidence_id: item.id },
            // Once theirs was shown, saving again puts this in its place.
            header: { 'If-Match': etag(stale ? item.version : kept.base) },
          },
          body: { ...known, published_on: item.published_on },
        }),
      )
      base = saved.version
    })
    if (!done) return
    say(t`Evidence changed.`)
    // What was typed since is still to be sent, and goes on from what the desk has now.
    const rebase = (since: typeof kept) => ({ ...since, base })
    if (settleDraft(key, kept, { rebase })) onClose()
  }
  const leave = () => {
    drop()
    onClose()
  }
  return (
    <form onSubmit={(event) => void submit(event)} aria-label={t`Change the evidence`}>
      <Stack gap="sm" my="sm">
        {problem !== null && (
          <Refusal title={t`Not saved`}>
            {stale ? t`A colleague changed this piece. Theirs, now on the desk:` : problem.message}
            {stale && (
              <p className={classes.note}>
                {stanceWords(item.stance)}. {item.title} {item.quote} {item.note}
              </p>
            )}
          </Refusal>
        )}
        <OtherWords of={key} />
        <EvidenceFields
          draft={kept.draft}
          change={(draft) => change({ ...kept, draft })}
          others={others}
        />
        <Group justify="flex-end">
          <Button variant="default" size="xs" onClick={leave}>
            <Trans>Leave as it was</Trans>
          </Button>
          <Button type="submit" size="xs" loading={busy}>
            {stale ? t`Save mine in its place` : t`Save`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
