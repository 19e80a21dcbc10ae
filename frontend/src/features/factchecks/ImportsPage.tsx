import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { ImportForm } from './ImportForm'
import { ImportPanel } from './ImportPanel'
import { importsQuery } from './queries'

/** Files of other people's checks: brought in, watched while they are read, taken back. */
export function ImportsPage() {
  const imports = useInfiniteQuery(importsQuery)
  const [adding, form] = useDisclosure(false)
  const all = imports.data?.pages.flatMap(({ items }) => items)
  return (
    <>
      <PageHeader title={t`Others’ checks`}>
        <Button size="xs" onClick={form.open}>
          <Trans>Bring in checks</Trans>
        </Button>
      </PageHeader>
      {imports.isPending && <Loading lines={4} label={t`Loading imports`} />}
      {imports.isError && all === undefined && (
        <ErrorState error={imports.error} retry={() => void imports.refetch()} />
      )}
      {all?.length === 0 && (
        <EmptyState title={t`Nothing brought in yet`}>
          <Trans>
            What others have checked is found beside the desk’s own claims, with its publisher and
            its language. A file that is sent again goes on where it was, and adds nothing twice.
          </Trans>
        </EmptyState>
      )}
      {all?.map((brought) => (
        <ImportPanel key={brought.id} brought={brought} />
      ))}
      {imports.hasNextPage && (
        <Button
          variant="default"
          loading={imports.isFetchingNextPage}
          onClick={() => void imports.fetchNextPage()}
        >
          <Trans>Earlier ones</Trans>
        </Button>
      )}
      <Modal opened={adding} onClose={form.close} title={t`Bring in checks`}>
        <ImportForm done={form.close} />
      </Modal>
    </>
  )
}
