import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { api, etag, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import { useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
import { AssignmentFields, EvidenceFields, VerdictFields } from './DeskFields'
import { Differences } from './Differences'
import { differences, type FullRules } from './fields'
import { FollowUpFields } from './FollowUpFields'
import classes from './policy.module.css'
import { PublishingFields } from './PublishingFields'
import { policyQuery } from './queries'

interface Draft {
  version: number
  rules: FullRules
}

interface Props {
  desk: number
  version: number
  rules: FullRules
}

/** The policy as a form. Nothing holds before it was shown what will differ. */
export function PolicyForm({ desk, version, rules }: Props) {
  const key = `policy-${desk}`
  const [draft, setDraft, drop] = useDraft<Draft>(key, { version, rules })
  const [looking, setLooking] = useState(false)
  const { busy, problem, send } = useSend()
  // A draft that was kept before a section came in lacks it.
  const wanted: FullRules = { ...rules, ...draft.rules }
  const differ = differences(rules, wanted)
  const theirs = draft.version !== version
  const set =
    <K extends keyof FullRules>(section: K) =>
    (change: Partial<FullRules[K]>) =>
      setDraft({
        ...draft,
        rules: { ...wanted, [section]: { ...wanted[section], ...change } },
      })
  const reset = () => {
    setDraft({ version, rules })
    drop()
  }
  const save = () =>
    send(async () => {
      try {
        const saved = await unwrap(
          api.PUT('/api/v1/desks/{desk_id}/policy', {
            params: { path: { desk_id: desk }, header: { 'If-Match': etag(draft.version) } },
            body: wanted,
          }),
        )
        queryClient.setQueryData(policyQuery(desk).queryKey, saved)
        setDraft({ version: saved.version, rules: saved.rules as FullRules })
        drop()
        setLooking(false)
        say(t`The policy holds from now on. What was judged before stays as it is.`)
        await queryClient.invalidateQueries({ queryKey: ['scales'] })
      } catch (error) {
        await queryClient.invalidateQueries({ queryKey: ['policy', desk] })
        throw error
      }
    })
  const { assignment, verdicts, evidence, followups, publishing } = wanted
  return (
    <>
      <OtherWords of={key} />
      <AssignmentFields value={assignment} change={set('assignment')} />
      <VerdictFields desk={desk} value={verdicts} change={set('verdicts')} />
      <EvidenceFields value={evidence} change={set('evidence')} />
      <FollowUpFields value={followups} change={set('followups')} />
      <PublishingFields value={publishing} change={set('publishing')} />
      {theirs && (
        <Refusal title={t`Somebody changed the policy meanwhile`}>
          <p>
            <Trans>What you see here against what holds now:</Trans>
          </p>
          <Differences differ={differ} />
          <div className="page-actions">
            <Button size="xs" variant="default" onClick={reset}>
              <Trans>Take what holds now</Trans>
            </Button>
            <Button size="xs" variant="default" onClick={() => setDraft({ ...draft, version })}>
              <Trans>Go on with mine</Trans>
            </Button>
          </div>
        </Refusal>
      )}
      {differ.length > 0 && !theirs && (
        <div className={classes.bar}>
          <p>
            <strong>{plural(differ.length, { one: '# change', other: '# changes' })}</strong>{' '}
            <Trans>Not saved yet; kept in this browser.</Trans>
          </p>
          <Button onClick={() => setLooking(true)}>
            <Trans>See and save</Trans>
          </Button>
          <Button variant="default" onClick={reset}>
            <Trans>Discard</Trans>
          </Button>
        </div>
      )}
      <Modal
        opened={looking && !theirs}
        onClose={() => setLooking(false)}
        title={t`What will differ`}
      >
        {problem !== null && <Refusal>{problem.message}</Refusal>}
        <Differences differ={differ} />
        <Button onClick={() => void save()} loading={busy} data-autofocus>
          <Trans>Save the policy</Trans>
        </Button>
      </Modal>
    </>
  )
}
