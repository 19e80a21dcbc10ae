import { t } from '@lingui/core/macro'
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { offChoices, type Label } from './options'
import classes from './scales.module.css'

const ON = 'on'

interface Props {
  label: Label
  rank: number | null
  first: boolean
  last: boolean
  change: (next: Partial<Label>) => void
  move: (by: -1 | 1) => void
  remove: () => void
}

/** One label: what it is called, what it means, where it stands. */
export function LabelRow({ label, rank, first, last, change, move, remove }: Props) {
  const name = label.label === '' ? t`the new label` : label.label
  return (
    <li className={classes.label}>
      <span className={classes.rank}>{rank ?? '–'}</span>
      <TextInput
        label={t`Label`}
        required
        withAsterisk={false}
        maxLength={80}
        value={label.label}
        onChange={(event) => change({ label: event.currentTarget.value })}
      />
      <TextInput
        label={t`Meaning`}
        maxLength={500}
        value={label.meaning}
        onChange={(event) => change({ meaning: event.currentTarget.value })}
      />
      <Select
        label={t`Position`}
        allowDeselect={false}
        data={[
          { value: ON, label: t`More or less true` },
          { group: t`Neither`, items: offChoices() },
        ]}
        value={label.off ?? ON}
        onChange={(off) => change({ off: off === null || off === ON ? null : off })}
      />
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="compact-md"
          disabled={first}
          aria-label={t`Move ${name} up`}
          onClick={() => move(-1)}
        >
          <IconArrowUp size={16} aria-hidden />
        </Button>
        <Button
          variant="default"
          size="compact-md"
          disabled={last}
          aria-label={t`Move ${name} down`}
          onClick={() => move(1)}
        >
          <IconArrowDown size={16} aria-hidden />
        </Button>
        {label.known ? (
          <Checkbox
            label={t`retired`}
            checked={label.retired}
            onChange={(event) => change({ retired: event.currentTarget.checked })}
          />
        ) : (
          <Button
            variant="default"
            size="compact-md"
            aria-label={t`Remove ${name}`}
            onClick={remove}
          >
            <IconTrash size={16} aria-hidden />
          </Button>
        )}
      </div>
    </li>
  )
}
