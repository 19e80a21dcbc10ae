import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import type { FullRules } from './fields'
import classes from './policy.module.css'
import {
  isAddress,
  LANGUAGES,
  languageName,
  statedNames,
  type Stated,
  type StatedName,
} from './stated'

type Publishing = FullRules['publishing']

interface Props {
  value: Publishing
  change: (next: Partial<Publishing>) => void
}

/** What readers may see without signing in, and what the newsroom says of how it works. */
export function PublishingFields({ value, change }: Props) {
  return (
    <section className="panel" aria-labelledby="publishing">
      <h2 id="publishing">
        <Trans>What everybody may read</Trans>
      </h2>
      <div className={classes.fields}>
        <Checkbox
          className={classes.wide}
          label={t`Published verdicts have a page that anybody can read`}
          description={t`How each came about, without names of unnamed sources or of checkers, and code to embed it. Off, nothing is public.`}
          checked={value.public}
          onChange={(event) => change({ public: event.currentTarget.checked })}
        />
        <Select
          label={t`Language of these pages`}
          allowDeselect={false}
          data={LANGUAGES.map((code) => ({ value: code, label: languageName(code) }))}
          value={value.language}
          onChange={(next) => {
            const language = LANGUAGES.find((code) => code === next)
            if (language !== undefined) change({ language })
          }}
        />
        <AddressInput
          label={t`The newsroom’s own site`}
          value={value.website}
          change={(website) => change({ website })}
        />
      </div>
      <p>
        <Trans>
          Each policy has an address of yours, or a text that gets a public page of its own. They go
          into ClaimReview.
        </Trans>
      </p>
      <div className={classes.fields}>
        {statedNames().map(({ name, label }) => (
          <StatedFields
            key={name}
            label={label}
            value={value[name]}
            change={(next) =>
              change({ [name]: next } satisfies Partial<Record<StatedName, Stated>>)
            }
          />
        ))}
      </div>
    </section>
  )
}

interface StatedProps {
  label: string
  value: Stated
  change: (next: Stated) => void
}

function StatedFields({ label, value, change }: StatedProps) {
  const { url = '', text = '' } = value
  return (
    <fieldset className={`${classes.wide ?? ''} ${classes.stated ?? ''}`}>
      <legend>{label}</legend>
      <AddressInput label={t`Address`} value={url} change={(next) => change({ url: next, text })} />
      <Textarea
        label={t`Or the text`}
        description={t`An empty line begins a new paragraph. With an address it is not shown.`}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20_000}
        value={text}
        onChange={(event) => change({ url, text: event.currentTarget.value })}
      />
    </fieldset>
  )
}

interface AddressProps {
  label: string
  value: string
  change: (next: string) => void
}

function AddressInput({ label, value, change }: AddressProps) {
  return (
    <TextInput
      type="url"
      label={label}
      placeholder="https://"
      maxLength={2000}
      value={value}
      error={isAddress(value) ? null : t`Write it whole, from https:// on.`}
      onChange={(event) => change(event.currentTarget.value.trim())}
    />
  )
}
