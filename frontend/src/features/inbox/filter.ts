/** Which notices are shown; all of them if left out. Lives in the address. */
export interface InboxFilter {
  show?: 'unread' | 'todo'
}

export const readInboxFilter = ({ show }: Record<string, unknown>): InboxFilter =>
  show === 'unread' || show === 'todo' ? { show } : {}
