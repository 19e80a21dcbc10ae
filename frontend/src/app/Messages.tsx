import { Notifications } from '@mantine/notifications'

/** The messages of `ui/undo.tsx`. */
export const Messages = () => <Notifications position="bottom-right" limit={4} />
