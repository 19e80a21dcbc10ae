import { Trans } from '@lingui/react/macro'
import { useId, type ReactNode } from 'react'
import classes from './Figures.module.css'

interface Props {
  title: string
  /** What it counts, in a sentence. */
  about: string
  /** What the chart shows, for whoever does not see it. */
  seen?: string
  chart?: ReactNode
  /** The numbers: behind the chart where there is one. */
  children: ReactNode
}

/** One figure: a chart with its numbers as a table behind it, or the table itself. */
export function Panel({ title, about, seen, chart, children }: Props) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className={classes.about}>{about}</p>
      {chart === undefined ? (
        children
      ) : (
        <>
          <div role="img" aria-label={seen} className={classes.chart}>
            <div aria-hidden>{chart}</div>
          </div>
          <details className={classes.behind}>
            <summary>
              <Trans>The numbers as a table</Trans>
            </summary>
            {children}
          </details>
        </>
      )}
    </section>
  )
}
