import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChevronsUp,
  IconHistory,
  IconListCheck,
  IconMapPinOff,
  IconShieldLock,
  IconTag,
  IconUsers,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Claim, Opinion, Priority } from '../../api/client'
import classes from './Marks.module.css'

export const PRIORITIES: readonly { value: Priority; label: MessageDescriptor }[] = [
  { value: 2, label: msg`Urgent` },
  { value: 1, label: msg`High` },
  { value: 0, label: msg`Normal` },
  { value: -1, label: msg`Low` },
]

/** A priority among other marks: only what is heard says that it is one. */
function PriorityWord({ priority }: { priority: Priority }) {
  if (priority === 2)
    return (
      <Trans>
        urgent<span className={classes.hidden}> priority</span>
      </Trans>
    )
  return priority === 1 ? (
    <Trans>
      high<span className={classes.hidden}> priority</span>
    </Trans>
  ) : (
    <Trans>
      low<span className={classes.hidden}> priority</span>
    </Trans>
  )
}

const PRIORITY_ICONS = { '2': IconChevronsUp, '1': IconArrowUp, '-1': IconArrowDown } as const

const OPINIONS: Partial<Record<Opinion, MessageDescriptor>> = {
  wanted: msg`second opinion wanted`,
  agreed: msg`second opinion agrees`,
  disagreed: msg`second opinion differs`,
  resolved: msg`difference settled`,
}

/** What a colleague has to know of a claim before opening it: each an icon and a word. */
export function Marks({ claim }: { claim: Claim }) {
  const { priority, opinion, anchor } = claim
  const opinionWords = OPINIONS[opinion]
  const PriorityIcon = priority === 0 ? null : PRIORITY_ICONS[priority]
  return (
    <>
      {PriorityIcon !== null && (
        <Mark
          tone={priority > 0 ? 'strong' : undefined}
          icon={<PriorityIcon size={14} aria-hidden />}
        >
          <PriorityWord priority={priority} />
        </Mark>
      )}
      {claim.sensitive && (
        <Mark icon={<IconShieldLock size={14} aria-hidden />}>{t`sensitive`}</Mark>
      )}
      {claim.checked_before !== null && claim.state !== 'published' && (
        <Mark icon={<IconListCheck size={14} aria-hidden />}>
          {claim.checked_before === 'same' ? t`checked before` : t`nearly checked before`}
        </Mark>
      )}
      {claim.stale && (
        <Mark tone="alarm" icon={<IconHistory size={14} aria-hidden />}>
          <Trans>words changed since</Trans>
        </Mark>
      )}
      {claim.verdict?.reuses?.changed === true && (
        <Mark tone="alarm" icon={<IconHistory size={14} aria-hidden />}>
          <Trans>earlier verdict changed</Trans>
        </Mark>
      )}
      {(anchor === 'ambiguous' || anchor === 'gone') && (
        <Mark tone="alarm" icon={<IconMapPinOff size={14} aria-hidden />}>
          <Trans>place lost</Trans>
        </Mark>
      )}
      {opinionWords !== undefined && (
        <Mark
          tone={opinion === 'disagreed' ? 'alarm' : undefined}
          icon={
            opinion === 'disagreed' ? (
              <IconAlertTriangle size={14} aria-hidden />
            ) : (
              <IconUsers size={14} aria-hidden />
            )
          }
        >
          {i18n._(opinionWords)}
        </Mark>
      )}
      {claim.tags.map((tag) => (
        <Mark key={tag} icon={<IconTag size={14} aria-hidden />}>
          <span className={classes.hidden}>{t`tag`} </span>
          {tag}
        </Mark>
      ))}
    </>
  )
}

interface MarkProps {
  icon: ReactNode
  tone?: 'strong' | 'alarm' | undefined
  children: ReactNode
}

function Mark({ icon, tone, children }: MarkProps) {
  return (
    <span className={classes.mark} data-tone={tone}>
      {icon}
      <span>{children}</span>
    </span>
  )
}
