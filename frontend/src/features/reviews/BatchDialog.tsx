import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Switch } from '@mantine/core'
import { useState } from 'react'
import { api, unwrap, type Claim } from '../../api/client'
import type { components } from '../../api/schema'
import { useFocusBack } from '../../lib/focusBack'
import { useSend } from '../../lib/send'
import { Loading, Refusal } from '../../ui/states'
import { TickList } from '../../ui/TickList'
import { readRefused } from '../claims/bulk'
import { heldUntil } from '../claims/heldUntil'
import classes from './Approvals.module.css'
import { BatchLine } from './BatchLine'

interface Props {
  claims: Claim[]
  obstacles: Map<number, string> | undefined
  onClose: () => void
}

type Outcome = components['schemas']['ApprovedClaim'][]

/** Approves what the two-person rule and the desk's policy let one approve, all or none. */
export function BatchDialog({ claims, obstacles, onClose }: Props) {
  useFocusBack()
  const [shown] = useState(claims)
  // Each is ticked by whoever has looked at it, and goes out only where they say so.
  const [ticked, setTicked] = useState<number[]>([])
  const [publish, setPublish] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const { busy, problem, send } = useSend()
  const refused = problem === null ? [] : readRefused(problem).claims
  const why = ({ id }: Claim) =>
    refused.find(({ claim }) => claim === id)?.detail ?? obstacles?.get(id) ?? ''
  const able = shown.filter((claim) => why(claim) === '')
  const unable = shown.filter((claim) => why(claim) !== '')
  const chosen = able.filter(({ id }) => ticked.includes(id))
  const versionOf = (claim: Claim) =>
    claims.find(({ id }) => id === claim.id)?.version ?? claim.version
  const approve = () =>
    send(async () => {
      setOutcome(
        await unwrap(
          api.POST('/api/v1/approvals', {
            body: {
              items: chosen.map((claim) => ({ claim: claim.id, version: versionOf(claim) })),
              publish,
              comment: '',
            },
          }),
        ),
      )
    })
  const many = chosen.length
  return (
    <Modal opened onClose={onClose} title={t`Approve several`} size="lg">
      {outcome !== null ? (
        <Done shown={shown} outcome={outcome} onClose={onClose} />
      ) : obstacles === undefined ? (
        <Loading lines={4} label={t`Looking at what can be approved`} />
      ) : (
        <Stack>
          {problem !== null && <Refusal title={t`Nothing was approved`}>{problem.message}</Refusal>}
          <TickList
            legend={plural(able.length, {
              0: 'None of these can be approved by you now',
              one: '# can be approved by you',
              other: '# can be approved by you',
            })}
            rows={able.map((claim) => ({ id: claim.id, label: <BatchLine claim={claim} /> }))}
            ticked={ticked}
            onChange={setTicked}
          />
          {unable.length > 0 && (
            <section aria-labelledby="batch-unable">
              <h3 id="batch-unable" className={classes.unable}>
                <Trans>Not now</Trans>
              </h3>
              <ul className={classes.batch}>
                {unable.map((claim) => (
                  <li key={claim.id}>
                    <BatchLine claim={claim} needs={why(claim)} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Switch
            label={t`Publish them, too`}
            description={t`What is marked sensitive waits for another editor to publish it.`}
            checked={publish}
            onChange={(event) => setPublish(event.currentTarget.checked)}
          />
          <p role="status" className={classes.note}>
            {whatHappens(many, publish ? chosen.filter(goesOut).length : 0)}
          </p>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button loading={busy} disabled={many === 0} onClick={() => void approve()}>
              {publish ? t`Approve and publish ${many}` : t`Approve ${many}`}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

const goesOut = (claim: Claim) => !claim.sensitive && heldUntil(claim) === ''

/** What the button will do, said before it is pressed. */
function whatHappens(approved: number, published: number): string {
  if (approved === 0) return t`Nothing is ticked yet.`
  const verdicts = plural(approved, {
    one: '# verdict will be approved',
    other: '# verdicts will be approved',
  })
  return published === 0 ? t`${verdicts}, none published.` : t`${verdicts}, ${published} published.`
}

function Done({
  shown,
  outcome,
  onClose,
}: {
  shown: Claim[]
  outcome: Outcome
  onClose: () => void
}) {
  return (
    <Stack>
      <p role="status" className={classes.unable}>
        {plural(outcome.length, {
          one: '# verdict is approved.',
          other: '# verdicts are approved.',
        })}
      </p>
      <ul className={classes.batch}>
        {outcome.map(({ claim: id, published, held }) => (
          <li key={id}>
            <span dir="auto">{shown.find((claim) => claim.id === id)?.text}</span>
            <p className={classes.note}>
              {published ? t`Published` : t`Approved, waits to be published`}
              {!published && ` ${heldUntil({ article: { held } })}`}
            </p>
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button data-autofocus onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
