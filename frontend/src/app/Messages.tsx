import { Notifications } from '@mantine/notifications'
import { MOST_MESSAGES } from '../ui/message'

/** The messages of `ui/message.ts`. */
export const Messages = () => <Notifications position="bottom-right" limit={MOST_MESSAGES} />
