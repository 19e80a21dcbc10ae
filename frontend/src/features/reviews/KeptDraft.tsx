import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { ClaimDetail } from '../../api/client'
import { hasDraft, useDraft } from '../../lib/drafts'
import { OtherWords } from '../outbox/OtherWords'
import { draftOf } from './draft'
import { draftKey } from './sending'

/**
 * A verdict begun here and overtaken: the claim went on, in another tab or by a colleague, while it
 * was written. It is shown, not lost.
 */
export function KeptDraft({ claim }: { claim: ClaimDetail }) {
  const key = draftKey(claim.id)
  const [kept, setKept] = useState(() => hasDraft(key))
  const [draft, , drop] = useDraft(key, draftOf(claim))
  const others = <OtherWords of={key} formless />
  if (!kept || `${draft.summary}${draft.reasons}`.trim() === '') return others
  return (
    <>
      {others}
      <Alert
        variant="outline"
        className="error-state"
        title={t`What you typed was not sent`}
        role="status"
      >
        <Text size="sm" mb="xs">
          <Trans>
            The claim went on meanwhile, so it takes no verdict from you now. Yours is kept here:
          </Trans>
        </Text>
        <blockquote dir="auto">{draft.summary}</blockquote>
        {draft.reasons !== '' && <blockquote dir="auto">{draft.reasons}</blockquote>}
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            drop()
            setKept(false)
          }}
        >
          <Trans>Discard it</Trans>
        </Button>
      </Alert>
    </>
  )
}
