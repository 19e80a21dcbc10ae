import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, FileButton, Textarea } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useState, type DragEvent } from 'react'
import { showNumber } from '../../lib/dates'
import { Refusal } from '../../ui/states'
import classes from './articles.module.css'
import { LIMIT, problemOf, sizeOf } from './draft'
import { isForTheDesk, KINDS_FOR_THE_DESK, KINDS_OF_FILE, readFile } from './readFile'

interface Props {
  description: string
  text: string
  onChange: (text: string) => void
  /** Given the text of a file, which takes the place of what is typed. */
  onRead: (text: string) => void
  /** Given a file that is not read here but by the desk; without, there are none of these. */
  onFile?: (file: File) => void
  /** Given several that were chosen or dropped at once; without, one is taken at a time. */
  onFiles?: (files: File[]) => void
}

const several = (chosen: File | File[] | null): File[] =>
  Array.isArray(chosen) ? chosen : chosen === null ? [] : [chosen]

/** An article's text: pasted, or from a file that is chosen or dropped on it. */
export function ArticleText({ description, text, onChange, onRead, onFile, onFiles }: Props) {
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const size = sizeOf(text)
  const [count, most] = [showNumber(size), showNumber(LIMIT)]
  const take = async (file: File | null | undefined) => {
    if (!file) return
    setRefused(null)
    if (file.size === 0) {
      const { name } = file
      setRefused(t`${name} is empty. Nothing was changed.`)
      return
    }
    if (onFile && isForTheDesk(file)) {
      onFile(file)
      return
    }
    try {
      const read = await readFile(file)
      const { name } = file
      if (read.trim() === '') setRefused(t`${name} holds no words. Nothing was changed.`)
      else onRead(read)
    } catch (error) {
      setRefused(error instanceof Error ? error.message : t`The file could not be read.`)
    }
  }
  const takeAll = (files: File[]) => {
    if (onFiles && files.length > 1) onFiles(files)
    else void take(files[0])
  }
  const kinds = onFile ? `${KINDS_OF_FILE},${KINDS_FOR_THE_DESK}` : KINDS_OF_FILE
  const carriesFile = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return (
    <div
      className={classes.paste}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!carriesFile(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (!carriesFile(event)) return
        event.preventDefault()
        takeAll([...event.dataTransfer.files])
      }}
    >
      <Textarea
        label={t`Text`}
        description={description}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={16}
        maxRows={28}
        dir="auto"
        required
        autoFocus
        error={text !== '' && problemOf(text)}
      />
      <div className={classes.under}>
        <FileButton
          multiple={onFiles !== undefined}
          accept={kinds}
          onChange={(chosen) => takeAll(several(chosen))}
        >
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              leftSection={<IconFileUpload size={14} aria-hidden />}
            >
              <Trans>Take it from a file</Trans>
            </Button>
          )}
        </FileButton>
        <span className={classes.count}>
          {onFile ? (
            <Trans>
              or drop it here: text, Markdown, a web page, Word, e-mail, ninjs or NewsML. Several at
              once are taken in one by one.
            </Trans>
          ) : (
            <Trans>or drop one here: text, Markdown or a web page</Trans>
          )}
        </span>
        <span className={classes.count} data-over={size > LIMIT || undefined}>
          <Trans>
            {count} of {most} characters
          </Trans>
        </span>
      </div>
      {refused !== null && <Refusal title={t`This file was not taken`}>{refused}</Refusal>}
    </div>
  )
}
