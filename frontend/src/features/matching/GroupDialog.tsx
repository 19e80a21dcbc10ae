import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../api/client'
import { useFocusBack } from '../../lib/focusBack'
import { useSend } from '../../lib/send'
import { RatingBadge, StateBadge } from '../../ui/badges'
import { Refusal } from '../../ui/states'
import { TickList } from '../../ui/TickList'
import { readRefused } from '../claims/bulk'
import { submitOnAll, type GroupClaim, type GroupVerdict } from './group'
import classes from './matching.module.css'

interface Props {
  verdict: GroupVerdict
  claims: readonly GroupClaim[]
  onClose: () => void
}

/** One verdict for the open claims of its statement, all or none of those that are ticked. */
export function GroupDialog({ verdict, claims, onClose }: Props) {
  useFocusBack()
  // What comes while it is open is there to be ticked, not ticked unseen.
  const [ticked, setTicked] = useState(() =>
    claims.filter(({ detail }) => detail === '').map(({ claim }) => claim),
  )
  const { busy, problem, send } = useSend()
  const refused = problem === null ? [] : readRefused(problem).claims
  const able = claims.filter(({ detail }) => detail === '')
  const unable = claims.filter(({ detail }) => detail !== '')
  const chosen = able.filter(({ claim }) => ticked.includes(claim))
  const many = chosen.length
  const submit = async () => {
    const done = await send(async () => {
      try {
        await submitOnAll(verdict, chosen)
      } catch (error) {
        // Each says why beside it; the others can go without them.
        const out = error instanceof ApiProblem ? readRefused(error).claims : []
        setTicked(ticked.filter((id) => !out.some(({ claim }) => claim === id)))
        throw error
      }
    })
    if (done) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t`One verdict for all that say the same`} size="lg">
      <Stack>
        {problem !== null && <Refusal title={t`Nothing was submitted`}>{problem.message}</Refusal>}
        <div className={classes.verdict}>
          <p className={classes.outcome}>
            <RatingBadge rating={verdict.rating} />
            <span>
              <Trans>on the same words in</Trans>{' '}
              <Link
                to="/claims/$claimId"
                params={{ claimId: verdict.claim }}
                onClick={onClose}
                dir="auto"
              >
                {verdict.title}
              </Link>
            </span>
          </p>
          <p className={classes.none} dir="auto">
            {verdict.summary}
          </p>
        </div>
        <TickList
          legend={plural(able.length, {
            0: 'None of the claims can have it now',
            one: '# open claim says the same',
            other: '# open claims say the same',
          })}
          rows={able.map((each) => ({
            id: each.claim,
            label: (
              <Line
                of={each}
                why={refused.find(({ claim }) => claim === each.claim)?.detail ?? ''}
              />
            ),
          }))}
          ticked={ticked}
          onChange={setTicked}
        />
        {unable.length > 0 && (
          <section aria-labelledby="group-unable">
            <h3 id="group-unable" className={classes.also}>
              <Trans>Not now</Trans>
            </h3>
            <ul className={classes.group}>
              {unable.map((each) => (
                <li key={each.claim}>
                  <Link to="/claims/$claimId" params={{ claimId: each.claim }} onClick={onClose}>
                    <Line of={each} why={each.detail} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p role="status" className={classes.none}>
          {plural(many, {
            0: 'Nothing is ticked yet.',
            one: '# claim gets this verdict, with copies of its evidence, and waits for an editor.',
            other:
              '# claims get this verdict, with copies of its evidence, and wait for an editor, each by itself.',
          })}
        </p>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button data-autofocus loading={busy} disabled={many === 0} onClick={() => void submit()}>
            {plural(many, { one: 'Submit it on # claim', other: 'Submit it on # claims' })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Line({ of: { text, title, state }, why }: { of: GroupClaim; why: string }) {
  return (
    <span className={classes.line}>
      <span className={classes.said} dir="auto">
        {text}
      </span>
      <span className={classes.where}>
        <StateBadge state={state} />
        <span dir="auto">{title}</span>
      </span>
      {why !== '' && <span className={classes.why}>{why}</span>}
    </span>
  )
}
