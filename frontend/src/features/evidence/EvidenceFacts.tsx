import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
  const same = origin === undefined ? t`another piece` : origin.title || origin.url
  const name = file?.name ?? ''
  return (
    <ul className={classes.facts}>
      {primary === true && (
        <li>
          <IconFileText size={15} aria-hidden /> <Trans>Primary: the thing itself</Trans>
        </li>
      )}
      {primary === false && (
        <li>
          <IconUsers size={15} aria-hidden /> <Trans>Secondary: somebody’s account</Trans>
        </li>
      )}
      {unnamed && (
        <li data-tone="alarm">
          <IconEyeOff size={15} aria-hidden /> <Trans>Its own source is unnamed</Trans>
        </li>
      )}
      {item.common_origin_with !== null && (
        <li>
          <IconCopy size={15} aria-hidden />{' '}
          <Trans>Same origin as “{same}”: the two count once</Trans>
        </li>
      )}
      {file !== null && (
        <li>
          <IconDownload size={15} aria-hidden />
          <a href={`/api/v1/claims/${claim}/evidence/${item.id}/file`} download={file.name}>
            <Trans>Download {name}</Trans>
          </a>{' '}
          ({file.media_type}, {sizeOf(file.size)})
        </li>
      )}
    </ul>
  )
}
