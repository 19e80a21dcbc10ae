import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { ClaimDetail } from '../../../api/client'
import { perform, useKeys } from '../../../app/keys'
import { CommentForm } from '../../comments/CommentForm'
import { FollowUpPanel } from '../../followups/FollowUpPanel'
import { Key } from '../../../ui/Key'
import { useHeld } from '../held'
import { notNow } from '../refusals'
import classes from './Decision.module.css'

interface Props {
  claim: ClaimDetail
  /** Called once Escape closed what was open, and the focus with it. */
  onClosed: () => void
}

/** The follow-up of an unnamed source and what is said of the claim, each opened by a key. */
export function DecisionAside({ claim, onClosed }: Props) {
  const [noting, note] = useDisclosure(false)
  const [following, followUp] = useDisclosure(false)
  const panel = useRef<HTMLDivElement>(null)
  useKeys({
    note: note.open,
    unnamed: claim.follow_up === null ? notNow(claim, 'unnamed') : followUp.open,
  })
  useHeld(claim.id, 'note', note.open)
  useHeld(claim.id, 'unnamed', () => perform('unnamed'))
  const closes = (close: () => void) => (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    close()
    onClosed()
  }
  useEffect(() => {
    if (following) panel.current?.focus()
  }, [following])
  return (
    <div className={classes.part}>
      <Group gap="xs">
        {claim.follow_up !== null && (
          <Button
            size="xs"
            variant="default"
            aria-expanded={following}
            onClick={followUp.toggle}
            rightSection={<Key name="unnamed" />}
          >
            <Trans>Follow-up</Trans>
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          aria-expanded={noting}
          onClick={note.toggle}
          rightSection={<Key name="note" />}
        >
          <Trans>Comment</Trans>
        </Button>
      </Group>
      {following && claim.follow_up !== null && (
        <div
          ref={panel}
          tabIndex={-1}
          className={classes.opened}
          onKeyDown={closes(followUp.close)}
        >
          <FollowUpPanel entry={claim.follow_up} evidence={claim.evidence} />
        </div>
      )}
      {noting && (
        <div className={classes.opened} onKeyDown={closes(note.close)}>
          <CommentForm claim={claim.id} autoFocus />
        </div>
      )}
    </div>
  )
}
