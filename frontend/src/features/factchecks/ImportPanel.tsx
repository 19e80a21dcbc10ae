import { t } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Progress } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { showDistance, showNumber } from '../../lib/dates'
import { takeBack } from './actions'
import classes from '../../ui/record.module.css'
import { broughtBy, hasEnded, type Import } from './queries'
import { STATES } from './words'

/** A file of checks: how far it is read, what came of it, and which of its rows were refused. */
export function ImportPanel({ brought }: { brought: Import }) {
  const { i18n } = useLingui()
  const [asked, ask] = useDisclosure(false)
  const [busy, setBusy] = useState(false)
  const { id, name, state, problem, added, started_by: starter } = brought
  const who = starter === null ? t`the command line` : starter.name
  const when = showDistance(brought.created_at)
  const goneFor = async () => {
    setBusy(true)
    const done = await takeBack(brought)
    setBusy(false)
    if (done) ask.close()
  }
  return (
    <section className="panel" aria-labelledby={`import-${id}`}>
      <h2 id={`import-${id}`} className={classes.name} dir="auto">
        {name}{' '}
        <span className={classes.state} data-bad={state === 'broken' || undefined}>
          {i18n._(STATES[state])}
        </span>
      </h2>
      <p className={classes.facts}>{t`${who}, ${when}`}</p>
      <HowFar brought={brought} />
      {state === 'done' && <Outcome brought={brought} />}
      {problem !== '' && <p className={classes.problem}>{problem}</p>}
      <Refusals brought={brought} />
      {hasEnded(brought) && (
        <Button size="xs" variant="default" onClick={ask.open}>
          <Trans>Take back…</Trans>
        </Button>
      )}
      <Modal opened={asked} onClose={ask.close} title={t`Take back “${name}”?`}>
        <p className={classes.asked}>
          <Plural
            value={added}
            one="# check that this import was the first to bring goes with it. Brought in again, the file is read anew."
            other="# checks that this import was the first to bring go with it. Brought in again, the file is read anew."
          />
        </p>
        <Group gap="xs">
          <Button color="red" loading={busy} data-autofocus onClick={() => void goneFor()}>
            <Trans>Take back</Trans>
          </Button>
          <Button variant="default" onClick={ask.close}>
            <Trans>Keep it</Trans>
          </Button>
        </Group>
      </Modal>
    </section>
  )
}

function HowFar({ brought }: { brought: Import }) {
  const { name, size, place, read } = brought
  const percent = size === 0 ? 0 : Math.floor((100 * place) / size)
  return (
    <>
      {!hasEnded(brought) && (
        <Progress.Root size="lg" className={classes.bar}>
          <Progress.Section value={percent} aria-label={t`How far “${name}” is read`} />
        </Progress.Root>
      )}
      <p className={classes.facts}>
        {!hasEnded(brought) && <span>{t`${percent}% read`}</span>}
        <span>
          <Plural value={read} one="# row" other="# rows" />
        </span>
        <span>
          <Plural value={brought.added} one="# check new" other="# checks new" />
        </span>
        <span>
          <Plural value={brought.changed} one="# changed" other="# changed" />
        </span>
        <span>
          <Plural value={brought.same} one="# as before" other="# as before" />
        </span>
        <span>
          <Plural value={brought.refused} one="# refused" other="# refused" />
        </span>
      </p>
    </>
  )
}

/** In words, where the figures alone leave one to wonder. */
function Outcome({ brought }: { brought: Import }) {
  const { same, refused } = brought
  if (broughtBy(brought) === 0)
    return (
      <p className={classes.problem}>
        {refused === 0
          ? t`There is no check in the file.`
          : t`Nothing in the file could be brought in.`}
      </p>
    )
  if (same < broughtBy(brought)) return null
  return (
    <p>
      <Plural
        value={same}
        one="Its one check was here already."
        other="All # checks were here already."
      />
    </p>
  )
}

function Refusals({ brought: { refusals, refused } }: { brought: Import }) {
  if (refusals.length === 0) return null
  const more = showNumber(refused - refusals.length)
  return (
    <details className={classes.refusals}>
      <summary>
        <Trans>What was refused, and why</Trans>
      </summary>
      <ul>
        {refusals.map(({ number, detail }, at) => (
          <li key={at}>
            {t`Row ${number}:`} <span dir="auto">{detail}</span>
          </li>
        ))}
        {refused > refusals.length && <li>{t`and ${more} more`}</li>}
      </ul>
    </details>
  )
}
