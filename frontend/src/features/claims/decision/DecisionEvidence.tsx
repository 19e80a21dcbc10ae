import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Kbd, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { FormEvent } from 'react'
import type { ClaimDetail } from '../../../api/client'
import { perform, useKeys } from '../../../app/keys'
import { Key } from '../../../ui/Key'
import { Refusal } from '../../../ui/states'
import { EvidenceBody } from '../../evidence/EvidenceBody'
import { stanceChoices } from '../../evidence/stances'
import { useEvidenceDraft } from '../../evidence/useEvidenceDraft'
import { OtherWords } from '../../outbox/OtherWords'
import { Waits } from '../../outbox/Waits'
import { useHeld } from '../held'
import { notNow } from '../refusals'
import classes from './Decision.module.css'

interface Props {
  claim: ClaimDetail
  onAdded: () => void
}

/** What speaks for or against it, and a field for one more link: one key opens, Enter adds. */
export function DecisionEvidence({ claim, onAdded }: Props) {
  const [adding, form] = useDisclosure(false)
  const open = claim.state !== 'dismissed'
  const standing = claim.evidence.filter((item) => item.retracted_at === null)
  useKeys({ evidence: open ? form.open : notNow(claim, 'evidence') })
  useHeld(claim.id, 'evidence', () => perform('evidence'))
  const close = () => {
    form.close()
    onAdded()
  }
  return (
    <section aria-labelledby="decision-evidence" className={classes.part}>
      <Group justify="space-between">
        <h3 id="decision-evidence">
          <Trans>Evidence</Trans>
        </h3>
        {open && !adding && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={form.open}
            rightSection={<Key name="evidence" />}
          >
            <Trans>Add a link</Trans>
          </Button>
        )}
      </Group>
      {standing.length === 0 && !adding && (
        <p className={classes.quiet}>
          <Trans>Nothing yet.</Trans>
        </p>
      )}
      <ul className={classes.evidence}>
        {standing.map((item) => (
          <li key={item.id}>
            <EvidenceBody item={item} />
          </li>
        ))}
      </ul>
      {adding && <LinkForm claim={claim.id} close={close} />}
    </section>
  )
}

function LinkForm({ claim, close }: { claim: number; close: () => void }) {
  const { key, draft, change, add, busy, problem, waits } = useEvidenceDraft(claim)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await add()) close()
  }
  return (
    <form
      onSubmit={(event) => void submit(event)}
      aria-label={t`Add evidence`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <Stack gap="xs" mt="xs">
        {problem !== null && <Refusal title={t`Not added`}>{problem.message}</Refusal>}
        {waits && <Waits />}
        <OtherWords of={key} />
        <TextInput
          label={t`Link`}
          placeholder="https://"
          required
          autoFocus
          value={draft.url}
          onChange={(event) => change({ ...draft, url: event.currentTarget.value })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t`What it does for the claim`}
          value={draft.stance}
          onChange={(stance) => change({ ...draft, stance })}
          data={stanceChoices()}
        />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={busy} rightSection={<Kbd size="xs">⏎</Kbd>}>
            <Trans>Add</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={close}>
            <Trans>Close</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
