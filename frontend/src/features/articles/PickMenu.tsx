import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Popover } from '@mantine/core'
import { useRef, type KeyboardEvent } from 'react'
import classes from './pick.module.css'
import type { Part } from './marking'

export interface Place {
  top: number
  left: number
}

interface Props {
  /** Where the selected words end, within the text's box; null while there is nothing to ask. */
  place: Place | null
  words: string
  /** The number of the claim that the words can be made part of. */
  current: number | null
  /** Opened by keyboard: the first answer takes the focus. */
  focused: boolean
  onNew: () => void
  /** Where a claim waits for its place. */
  onPlace?: (() => void) | undefined
  onPart: (part: Part) => void
  onClose: () => void
}

/** What the selected words are to be: a new claim, or a part of the current one. */
export function PickMenu(props: Props) {
  const { place, words, current, focused, onNew, onPlace, onPart, onClose } = props
  const box = useRef<HTMLDivElement>(null)
  const parts: { part: Part; label: string }[] = [
    { part: 'content', label: t`What was said` },
    { part: 'more', label: t`A further piece of it` },
    { part: 'cue', label: t`Cue` },
    { part: 'named', label: t`Named source` },
    { part: 'unnamed', label: t`Unnamed source` },
  ]
  return (
    <Popover
      opened={place !== null}
      onChange={(opened) => {
        if (!opened) onClose()
      }}
      position="bottom"
      width={280}
      withinPortal={false}
      trapFocus={focused}
      returnFocus={false}
      shadow="md"
      withArrow
    >
      <Popover.Target>
        <span
          className={classes.anchor}
          style={{ top: place?.top ?? 0, left: place?.left ?? 0 }}
          aria-hidden
        />
      </Popover.Target>
      <Popover.Dropdown
        aria-label={t`What the selected words are`}
        className={classes.menu}
        // The selection stays while its menu is used.
        onMouseDown={(event) => event.preventDefault()}
        onKeyDown={(event) => step(event, box.current)}
      >
        <div ref={box}>
          <p className={classes.quote} dir="auto">
            {words}
          </p>
          {onPlace === undefined ? (
            <Button size="xs" fullWidth onClick={onNew} data-autofocus>
              <Trans>New claim</Trans>
            </Button>
          ) : (
            <Button size="xs" fullWidth onClick={onPlace} data-autofocus>
              <Trans>The claim stands here</Trans>
            </Button>
          )}
          {onPlace === undefined && current !== null && (
            <>
              <p className={classes.asked}>
                <Trans>Or for claim {current}:</Trans>
              </p>
              <div className={classes.parts}>
                {parts.map(({ part, label }) => (
                  <Button key={part} size="xs" variant="default" onClick={() => onPart(part)}>
                    {label}
                  </Button>
                ))}
              </div>
            </>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The arrows go from answer to answer, as in a menu. */
function step(event: KeyboardEvent, box: HTMLElement | null): void {
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
  if (by === undefined || box === null) return
  const buttons = Array.from(box.querySelectorAll('button'))
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  buttons[(at + by + buttons.length) % buttons.length]?.focus()
  event.preventDefault()
  event.stopPropagation()
}
