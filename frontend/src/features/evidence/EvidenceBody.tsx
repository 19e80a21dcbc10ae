import { Anchor, Text } from '@mantine/core'
import type { Evidence } from '../../api/client'
import classes from './Evidence.module.css'
import { stanceWords } from './stances'

/** What a reader gets of a piece of evidence: what it does, where it is, what it says. */
export function EvidenceBody({
  item,
}: {
  item: Pick<Evidence, 'url' | 'title' | 'publisher' | 'quote' | 'stance'>
}) {
  return (
    <>
      <span className={classes.stance} data-stance={item.stance}>
        {stanceWords(item.stance)}
      </span>
      <Anchor
        href={item.url}
        target="_blank"
        rel="noopener noreferrer"
        className={classes.link}
        data-titled={item.title !== '' || undefined}
      >
        {item.title || item.url}
      </Anchor>
      {item.publisher !== '' && <Text size="sm">{item.publisher}</Text>}
      {item.quote !== '' && (
        <blockquote className={classes.quote} dir="auto">
          {item.quote}
        </blockquote>
      )}
    </>
  )
}
