import { AssignDialog } from './AssignDialog'
import { DismissDialog } from './DismissDialog'
import { SnoozeDialog } from './SnoozeDialog'
import type { Asked } from './useTriage'

/** What the queue asks before it acts. */
export function QueueDialogs({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { kind, claim } = asked
  switch (kind) {
    case 'dismiss':
      return <DismissDialog claim={claim} onClose={onClose} />
    case 'assign':
      return <AssignDialog claim={claim} onClose={onClose} />
    case 'snooze':
      return <SnoozeDialog claim={claim} onClose={onClose} />
  }
}
