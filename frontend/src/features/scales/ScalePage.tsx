import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, etag, unwrap, type RatingScale } from '../../api/client'
import { hasDraft } from '../../lib/drafts'
import { EmptyState, ErrorState, Loading, PageHeader } from '../../ui/states'
import { say } from '../../ui/undo'
import { useAdminDesk } from '../admin/desk'
import { Axis } from './Axis'
import { CrosswalkEditor } from './CrosswalkEditor'
import { differences } from './options'
import { refreshScales, versionsQuery } from './queries'
import { ScaleEditor, type ScaleData } from './ScaleEditor'
import classes from './scales.module.css'

/** What is typed is for the version it was begun on. */
const scaleDraft = ({ id, version }: RatingScale) => `scale:${id}:${version}`

/** One scale: its labels, its versions and what differed, how it is said elsewhere. */
export function ScalePage() {
  const desk = useAdminDesk()
  const { scaleKey = '' } = useParams({ strict: false })
  const versions = useQuery(versionsQuery(desk, scaleKey))
  if (versions.isPending) return <Loading lines={8} label={t`Loading the scale`} />
  const newest = versions.data?.[0]
  if (versions.isError || newest === undefined)
    return (
      <>
        <PageHeader title={t`Rating scale`} />
        {versions.isError ? (
          <ErrorState error={versions.error} retry={() => void versions.refetch()} />
        ) : (
          <EmptyState title={t`There is no such scale`}>
            <Link to="/admin/scales" search={{ desk }}>
              <Trans>All scales</Trans>
            </Link>
          </EmptyState>
        )}
      </>
    )
  return <Scale desk={desk} newest={newest} versions={versions.data} />
}

function Scale({
  desk,
  newest,
  versions,
}: {
  desk: number
  newest: RatingScale
  versions: RatingScale[]
}) {
  // What was typed before the tab was closed is there again.
  const [editing, setEditing] = useState(() => hasDraft(scaleDraft(newest)))
  const save = async (body: ScaleData) => {
    await unwrap(
      api.PUT('/api/v1/scales/{scale_key}', {
        params: {
          path: { scale_key: newest.key },
          query: { desk },
          header: { 'If-Match': etag(newest.version) },
        },
        body,
      }),
    )
    await refreshScales()
    say(t`New verdicts use the new version. Older ones keep theirs.`)
    setEditing(false)
  }
  const { version } = newest
  return (
    <>
      <PageHeader title={newest.name}>
        <Link to="/admin/scales" search={{ desk }}>
          <Trans>All scales</Trans>
        </Link>
        {!editing && (
          <Button size="xs" onClick={() => setEditing(true)}>
            <Trans>Make a new version</Trans>
          </Button>
        )}
      </PageHeader>
      {editing ? (
        <ScaleEditor
          key={newest.version}
          draft={scaleDraft(newest)}
          name={newest.name}
          options={newest.options}
          save={save}
          cancel={() => setEditing(false)}
        />
      ) : (
        <section className="panel" aria-labelledby="labels">
          <h2 id="labels">
            <Trans>Labels of version {version}</Trans>
          </h2>
          <Axis options={newest.options} />
          <dl className={classes.meanings}>
            {newest.options
              .filter(({ meaning }) => meaning !== '')
              .map(({ key, label, meaning }) => (
                <div key={key}>
                  <dt>{label}</dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
          </dl>
        </section>
      )}
      <Versions versions={versions} />
      <CrosswalkEditor key={newest.version} desk={desk} scale={newest} />
    </>
  )
}

function Versions({ versions }: { versions: RatingScale[] }) {
  return (
    <section className="panel" aria-labelledby="versions">
      <h2 id="versions">
        <Trans>Versions</Trans>
      </h2>
      <ol className={classes.labels}>
        {versions.map((scale, at) => {
          const before = versions[at + 1]
          const { version } = scale
          const lines =
            before === undefined ? [t`The first`] : differences(before.options, scale.options)
          return (
            <li key={version}>
              <strong>
                <Trans>Version {version}</Trans>
              </strong>
              <ul>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </li>
          )
        })}
      </ol>
      <p className={classes.muted}>
        <Trans>
          A version never changes: a verdict means later what it meant when it was given.
        </Trans>
      </p>
    </section>
  )
}
