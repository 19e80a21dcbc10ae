import { useEffect, useState } from 'react'
import { queryClient } from '../api/queries'
import { Connection } from './connection'
import { LiveBanner } from './LiveBanner'
import { changePresence, sayWhere, setPresence } from './presence'
import { Sync } from './sync'

/** Keeps the page up with the desk as long as somebody is signed in, and says when it cannot. */
export function LiveDesk() {
  const [connection, setConnection] = useState<Connection>()
  useEffect(() => {
    const sync = new Sync(queryClient)
    const line = new Connection({
      hello: ({ reset, presence }) => {
        setPresence(presence)
        void sayWhere(true)
        if (reset) sync.everything()
      },
      changes: (changes) => sync.changes(changes),
      many: () => sync.everything(),
      presence: changePresence,
      marked: ({ claims }) => sync.marked(claims),
      inbox: () => sync.inbox(),
    })
    setConnection(line)
    line.open()
    return () => {
      line.close()
      sync.stop()
    }
  }, [])
  return <LiveBanner retry={() => connection?.now()} />
}
