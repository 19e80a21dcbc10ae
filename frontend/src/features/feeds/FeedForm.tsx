import { t } from '@lingui/core/macro'
import { Button, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api, fieldProblem, unwrap } from '../../api/client'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { refreshFeeds } from './queries'

/** The address of a feed to read, and what the desk calls it. */
export function FeedForm({ desk, done }: { desk: number; done: () => void }) {
  const [url, setUrl] = useState('')
  const [source, setSource] = useState('')
  const { busy, problem, send } = useSend()
  const wrong = fieldProblem(problem, 'url')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      await unwrap(api.POST('/api/v1/feeds', { body: { url: url.trim(), source, desk } }))
      await refreshFeeds()
      done()
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem !== null && wrong === null && (
          <Refusal title={t`Not added`}>{problem.message}</Refusal>
        )}
        <TextInput
          label={t`Address`}
          description={t`Of an RSS or Atom feed on the public internet.`}
          placeholder="https://"
          type="url"
          maxLength={2000}
          error={wrong}
          required
          withAsterisk={false}
          data-autofocus
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t`Name`}
          description={t`Left out, it is the host’s.`}
          maxLength={100}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy}>
            {t`Read the feed`}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
