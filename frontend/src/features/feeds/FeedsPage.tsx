import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { DeskChoice, useAdminDesk } from '../admin/desk'
import { FeedForm } from './FeedForm'
import { FeedPanel } from './FeedPanel'
import { feedsQuery } from './queries'

/** The feeds that the desk's articles are read from, and how that goes. */
export function FeedsPage() {
  const desk = useAdminDesk()
  const feeds = useQuery({
    ...feedsQuery,
    select: (all) => all.filter((feed) => feed.desk === desk),
  })
  const [adding, form] = useDisclosure(false)
  return (
    <>
      <PageHeader title={t`Feeds`}>
        <DeskChoice />
        <Button size="xs" onClick={form.open}>
          <Trans>Add a feed</Trans>
        </Button>
      </PageHeader>
      {feeds.isPending && <Loading lines={4} label={t`Loading feeds`} />}
      {feeds.isError && feeds.data === undefined && (
        <ErrorState error={feeds.error} retry={() => void feeds.refetch()} />
      )}
      {feeds.data?.length === 0 && (
        <EmptyState title={t`No feed yet`}>
          <Trans>
            Articles of an RSS or Atom feed come in by themselves, once each, and anew when they
            change. What a feed brought stays when it is removed.
          </Trans>
        </EmptyState>
      )}
      {feeds.data?.map((feed) => (
        <FeedPanel key={feed.id} feed={feed} />
      ))}
      <Modal opened={adding} onClose={form.close} title={t`Add a feed`}>
        <FeedForm desk={desk} done={form.close} />
      </Modal>
    </>
  )
}
