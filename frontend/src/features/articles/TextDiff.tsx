import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Switch } from '@mantine/core'
import { useMemo, useState } from 'react'
import { diffLines, type Change } from '../../lib/diff'
import classes from './revisions.module.css'

/** The newer text with what was put in and taken out, each told by its sign and its line. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const [whole, setWhole] = useState(true)
  const lines = useMemo(() => diffLines(before, after), [before, after])
  const changed = lines.map((line) => line.some(({ kind }) => kind !== 'same'))
  const untouched = !changed.includes(true)
  return (
    <section aria-labelledby="diff-heading" className={classes.diff}>
      <div className={classes.diffHead}>
        <h2 id="diff-heading">
          <Trans>Text</Trans>
        </h2>
        <p className={classes.legend}>
          <del>
            <Trans>taken out</Trans>
          </del>{' '}
          <ins>
            <Trans>put in</Trans>
          </ins>
        </p>
        <Switch
          size="xs"
          label={t`Only what changed`}
          checked={!whole}
          onChange={(event) => setWhole(!event.currentTarget.checked)}
        />
      </div>
      {untouched && (
        <p className={classes.quiet}>
          <Trans>The words are the same in both versions.</Trans>
        </p>
      )}
      <div className={classes.text}>
        {lines.map((line, i) =>
          whole || changed[i] === true ? <DiffLine key={i} line={line} /> : null,
        )}
      </div>
    </section>
  )
}

function DiffLine({ line }: { line: Change[] }) {
  const kinds = new Set(line.map(({ kind }) => kind))
  const only = kinds.size === 1 ? line[0]?.kind : 'same'
  return (
    <p dir="auto" data-line-kind={only}>
      {line.map(({ kind, text }, i) =>
        kind === 'same' ? (
          text
        ) : kind === 'added' ? (
          <ins key={i}>{text}</ins>
        ) : (
          <del key={i}>{text}</del>
        ),
      )}
    </p>
  )
}
