import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memo, useState } from 'react'
import { sessionQuery, type ClaimFilter } from '../../api/queries'
import { useBulkHistory, undoBulk } from './bulk'
import { SaveView } from './SaveView'
import { BUILT_IN, sameFilter, useRemoveView, viewsQuery, type View } from './views'
import classes from './Queue.module.css'

interface Props {
  filter: ClaimFilter
  change: (next: ClaimFilter) => void
}

/** Views: filters under a name, one's own and the desk's; and what one did to many lately. */
export const QueueMenus = memo(function QueueMenus({ filter, change }: Props) {
  const views = useQuery(viewsQuery)
  const { data: me } = useQuery(sessionQuery)
  const [saving, save] = useState<View | 'new' | null>(null)
  const remove = useRemoveView()
  const lately = useBulkHistory()
  const saved = views.data ?? []
  const chosen = saved.find((view) => sameFilter(view.filter, filter))
  const built = BUILT_IN.find((view) => sameFilter(view.filter, filter))
  const mayChange =
    chosen !== undefined &&
    me != null &&
    (chosen.owner === me.person.id || me.desks.some(({ role }) => role !== 'checker'))
  const name = chosen?.name ?? built?.name() ?? t`own filter`
  return (
    <div className={classes.menus}>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            <Trans>View: {name}</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {BUILT_IN.map((view) => (
            <Menu.Item key={view.name()} onClick={() => change(view.filter)}>
              {view.name()}
            </Menu.Item>
          ))}
          {saved.length > 0 && <Menu.Divider />}
          {saved.map((view) => (
            <Menu.Item
              key={view.id}
              onClick={() => change(view.filter)}
              rightSection={
                view.shared ? (
                  <span className={classes.small}>
                    <Trans>the desk’s</Trans>
                  </span>
                ) : undefined
              }
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {views.isError && (
            <Menu.Item onClick={() => void views.refetch()}>
              <Trans>Your views could not be read. Try again</Trans>
            </Menu.Item>
          )}
          {chosen !== undefined && mayChange ? (
            <>
              <Menu.Item onClick={() => save(chosen)}>
                <Trans>Rename or share “{name}”…</Trans>
              </Menu.Item>
              <Menu.Item onClick={() => void remove(chosen)}>
                <Trans>Delete “{name}”</Trans>
              </Menu.Item>
            </>
          ) : (
            <Menu.Item onClick={() => save('new')} disabled={built !== undefined}>
              <Trans>Save this filter as a view…</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {lately.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-sm" variant="default">
              <Trans>Done lately</Trans>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {lately.map(({ id, said }) => (
              <Menu.Item key={id} onClick={() => void undoBulk(id)}>
                <Trans>Undo: {said}</Trans>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {saving !== null && (
        <SaveView
          view={saving === 'new' ? null : saving}
          filter={filter}
          onClose={() => save(null)}
        />
      )}
    </div>
  )
})
