import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Kbd } from '@mantine/core'
import { strokeOf } from '../../app/combos'
import { writeCombo } from '../../app/keys'
import { Refusal } from '../../ui/states'
import { OtherWords } from '../outbox/OtherWords'
import { useWaitingForm } from '../outbox/useWaiting'
import { Waits } from '../outbox/Waits'
import { CommentField } from './CommentField'
import type { About } from './queries'

/** In every form the same, whatever key submits a verdict. */
const SEND = { key: 'mod+Enter' }

/** Says something about a claim or an article. Kept in this browser until the desk has it. */
export function CommentForm({ autoFocus, ...about }: About & { autoFocus?: boolean }) {
  const { claim } = about
  const key = claim === undefined ? `comment:article:${about.article}` : `comment:${claim}`
  const { draft, change, busy, problem, waits, onSubmit } = useWaitingForm(
    key,
    '',
    (text) =>
      claim === undefined
        ? { kind: 'articleComment', article: about.article, body: { text } }
        : { kind: 'comment', claim, body: { text } },
    () => undefined,
  )
  const empty = draft.trim() === ''
  return (
    <form
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        if (strokeOf(event.nativeEvent) === SEND.key && !empty) event.currentTarget.requestSubmit()
      }}
      aria-label={t`Add a comment`}
    >
      {problem !== null && <Refusal title={t`Not said`}>{problem.message}</Refusal>}
      {waits && <Waits />}
      <OtherWords of={key} />
      <CommentField
        label={t`Your comment`}
        value={draft}
        change={change}
        autoFocus={autoFocus ?? false}
      />
      <Group justify="flex-end" mt="xs">
        <Button
          type="submit"
          size="xs"
          loading={busy}
          disabled={empty}
          rightSection={
            <Kbd size="xs" aria-hidden>
              {writeCombo(SEND.key)}
            </Kbd>
          }
        >
          <Trans>Comment</Trans>
        </Button>
      </Group>
    </form>
  )
}
