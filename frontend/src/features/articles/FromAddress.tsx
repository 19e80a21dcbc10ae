import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import classes from './articles.module.css'
import { bookmarklet } from './bookmarklet'

interface Props {
  address: string
  busy: boolean
  onFetch: (address: string) => void
}

/** An article by the address of its page, and a bookmark that brings the address here. */
export function FromAddress({ address: given, busy, onFetch }: Props) {
  const [address, setAddress] = useState(given)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy && address.trim() !== '') onFetch(address)
  }
  // React refuses script addresses; this one is dragged to the bookmarks and never followed here.
  const asBookmark = (link: HTMLAnchorElement | null) =>
    link?.setAttribute('href', bookmarklet(window.location.origin))
  return (
    <form onSubmit={submit} className={classes.address}>
      <TextInput
        label={t`Or from its web address`}
        type="url"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        maxLength={2000}
        autoFocus={given !== ''}
      />
      <Button type="submit" variant="default" loading={busy} disabled={address.trim() === ''}>
        <Trans>Fetch the page</Trans>
      </Button>
      <p className={classes.count}>
        <Trans>
          Drag{' '}
          <a ref={asBookmark} onClick={(event) => event.preventDefault()}>
            Check this page
          </a>{' '}
          to your bookmarks: on any page, it brings you here with its address.
        </Trans>
      </p>
    </form>
  )
}
