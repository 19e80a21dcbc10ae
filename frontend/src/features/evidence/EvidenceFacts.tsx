import { IconCopy, IconDownload, IconEyeOff, IconFileText, IconUsers } from '@tabler/icons-react'
import type { Evidence } from '../../api/client'
import { sizeOf } from './archive'
import classes from './Evidence.module.css'

interface Props {
  claim: number
  item: Evidence
  origin: Evidence | undefined
}

/** How much a piece of evidence is worth: how near it is to the thing itself, and whose word it is. */
export function EvidenceFacts({ claim, item, origin }: Props) {
  const { file, primary, unnamed } = item
  if (file === null && primary === null && !unnamed && item.common_origin_with === null) return null
  return (
    <ul className={classes.facts}>
      {primary === true && (
        <li>
          <IconFileText size={15} aria-hidden /> Primary: the thing itself
        </li>
      )}
      {primary === false && (
        <li>
          <IconUsers size={15} aria-hidden /> Secondary: somebody’s account
        </li>
      )}
      {unnamed && (
        <li data-tone="alarm">
          <IconEyeOff size={15} aria-hidden /> Its own source is unnamed
        </li>
      )}
      {item.common_origin_with !== null && (
        <li>
          <IconCopy size={15} aria-hidden /> Same origin as “
          {origin === undefined ? 'another piece' : origin.title || origin.url}”: the two count once
        </li>
      )}
      {file !== null && (
        <li>
          <IconDownload size={15} aria-hidden />
          <a href={`/api/v1/claims/${claim}/evidence/${item.id}/file`} download={file.name}>
            Download {file.name}
          </a>{' '}
          ({file.media_type}, {sizeOf(file.size)})
        </li>
      )}
    </ul>
  )
}
