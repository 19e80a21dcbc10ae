import { AssignDialog } from './AssignDialog'
import { DismissDialog } from './DismissDialog'
import { SnoozeDialog } from './SnoozeDialog'
import type { Asked } from './useTriage'

interface Props {
  asked: Asked
  onClose: () => void
  /** Called once a claim is dismissed: on to the next. */
  onDone: (id: number) => void
  /** Called once snoozing a claim is undone: back to it. */
  onBack: (id: number) => void
}

/** What the queue asks before it acts. */
export function QueueDialogs({ asked, onClose, onDone, onBack }: Props) {
  const { kind, claim } = asked
  switch (kind) {
    case 'dismiss':
      return <DismissDialog claim={claim} onClose={onClose} onDismissed={() => onDone(claim.id)} />
    case 'assign':
      return <AssignDialog claim={claim} onClose={onClose} />
    case 'snooze':
      return <SnoozeDialog claim={claim} onClose={onClose} onBack={() => onBack(claim.id)} />
  }
}
