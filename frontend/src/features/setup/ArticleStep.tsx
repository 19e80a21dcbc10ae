import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Stack, Textarea } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { api, unwrap } from '../../api/client'
import { refreshWork } from '../../api/queries'
import { settleDraft, useDraft } from '../../lib/drafts'
import { writePreference } from '../../lib/preferences'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { useDesk } from '../accounts/desk'
import { OtherWords } from '../outbox/OtherWords'
import classes from './setup.module.css'
import { TOUR } from './tour'

const KEY = 'first-article'

interface Taken {
  text: string
  source: string
  section?: string
}

/** The first article: one's own, or the made-up one with a look around. */
export function ArticleStep() {
  const [text, setText] = useDraft(KEY, '')
  const navigate = useNavigate()
  const desk = useDesk()
  const { busy, problem, send } = useSend()
  const take = (find: () => Promise<Taken> | Taken) =>
    send(async () => {
      const body = await find()
      await unwrap(
        api.POST('/api/v1/articles', {
          body: { byline: '', section: '', url: '', desk, ...body },
        }),
      )
      if (body.source === 'paste') settleDraft(KEY, body.text)
      writePreference(TOUR, true)
      await refreshWork()
      await navigate({ to: '/' })
    })
  const paste = (event: FormEvent) => {
    event.preventDefault()
    void take(() => ({ text, source: 'paste' }))
  }
  const sample = async (): Promise<Taken> => {
    const { text, section } = await unwrap(api.GET('/api/v1/setup/sample'))
    return { text, section, source: 'sample' }
  }
  return (
    <form onSubmit={paste}>
      <Stack>
        {problem !== null && <Refusal>{problem.message}</Refusal>}
        <OtherWords of={KEY} />
        <Textarea
          label={t`Paste an article`}
          description={t`The claims in it are found and put into the queue.`}
          autosize
          minRows={8}
          maxRows={16}
          dir="auto"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy} disabled={text.trim() === ''}>
            <Trans>Find the claims</Trans>
          </Button>
        </div>
        <p className={classes.line}>
          <Trans>Nothing at hand? Look around with a made-up article.</Trans>
        </p>
        <div className="page-actions">
          <Button variant="default" loading={busy} onClick={() => void take(sample)}>
            <Trans>Use the sample</Trans>
          </Button>
          <Link to="/">
            <Trans>Skip, to the empty queue</Trans>
          </Link>
        </div>
      </Stack>
    </form>
  )
}
