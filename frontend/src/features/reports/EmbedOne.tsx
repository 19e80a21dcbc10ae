import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReportEntry } from '../../api/client'
import { ErrorState, Loading } from '../../ui/states'
import { CopyButton } from './CopyButton'
import { embedQuery } from './embedQuery'
import classes from './Report.module.css'

/** The codes that show one published verdict on somebody's page, by its public page. */
export function EmbedOne({ published }: { published: ReportEntry[] }) {
  const [chosen, choose] = useState(published[0]?.claim.id ?? 0)
  const embed = useQuery(embedQuery(chosen))
  const codes = embed.data?.codes ?? null
  return (
    <>
      <Select
        label={t`Which verdict`}
        allowDeselect={false}
        data={published.map(({ claim }) => ({ value: String(claim.id), label: claim.text }))}
        value={String(chosen)}
        onChange={(next) => {
          if (next !== null) choose(Number(next))
        }}
      />
      {embed.isPending && <Loading lines={3} />}
      {embed.isError && <ErrorState error={embed.error} retry={() => void embed.refetch()} />}
      {embed.isSuccess && codes === null && (
        <p>
          {embed.data.public ? (
            <Trans>Readers have no page of this verdict now: its article is held back.</Trans>
          ) : (
            <Trans>
              Verdicts of this desk have no public pages. An admin opens them under Admin, Policy.
            </Trans>
          )}
        </p>
      )}
      {codes !== null && (
        <>
          <Code
            title={t`Web component: always as the verdict stands`}
            label={t`Copy the component`}
            code={codes.component}
          />
          <Code
            title={t`Plain HTML without scripts: as the verdict is now`}
            label={t`Copy the HTML`}
            code={codes.html}
          />
          <Code
            title={t`The public page, for systems that speak oEmbed`}
            label={t`Copy the address`}
            code={codes.page}
          />
        </>
      )}
    </>
  )
}

function Code({ title, label, code }: { title: string; label: string; code: string }) {
  return (
    <>
      <h3 className={classes.small}>{title}</h3>
      <p>
        <CopyButton key={code} text={() => code} label={label} />
      </p>
      <pre tabIndex={0} className={classes.code} aria-label={title}>
        {code}
      </pre>
    </>
  )
}
