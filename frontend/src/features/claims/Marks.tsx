import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChevronsUp,
  IconHistory,
  IconMapPinOff,
  IconShieldLock,
  IconTag,
  IconUsers,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Claim, Opinion, Priority } from '../../api/client'
import classes from './Marks.module.css'

export const PRIORITIES: readonly { value: Priority; label: string }[] = [
  { value: 2, label: 'Urgent' },
  { value: 1, label: 'High' },
  { value: 0, label: 'Normal' },
  { value: -1, label: 'Low' },
]

export const priorityLabel = (wanted: Priority): string =>
  PRIORITIES.find(({ value }) => value === wanted)?.label ?? ''

const PRIORITY_ICONS = { '2': IconChevronsUp, '1': IconArrowUp, '-1': IconArrowDown } as const

const OPINIONS: Partial<Record<Opinion, string>> = {
  wanted: 'second opinion wanted',
  agreed: 'second opinion agrees',
  disagreed: 'second opinion differs',
  resolved: 'difference settled',
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
          {priorityLabel(priority).toLowerCase()}
          <span className={classes.hidden}> priority</span>
        </Mark>
      )}
      {claim.sensitive && <Mark icon={<IconShieldLock size={14} aria-hidden />}>sensitive</Mark>}
      {claim.stale && (
        <Mark tone="alarm" icon={<IconHistory size={14} aria-hidden />}>
          words changed since
        </Mark>
      )}
      {(anchor === 'ambiguous' || anchor === 'gone') && (
        <Mark tone="alarm" icon={<IconMapPinOff size={14} aria-hidden />}>
          place lost
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
          {opinionWords}
        </Mark>
      )}
      {claim.tags.map((tag) => (
        <Mark key={tag} icon={<IconTag size={14} aria-hidden />}>
          <span className={classes.hidden}>tag </span>
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
