import type { ComponentProps, MouseEvent } from 'react'

type Props = ComponentProps<'button'> & { 'data-loading'?: unknown; 'data-disabled'?: unknown }

/**
 * What stands below the library's buttons. One that is at work keeps the focus: the library disables
 * it, and a disabled element loses the focus to the page, where letters set off its keys. It says that
 * it is at work, and does nothing again until it is done.
 */
export function BusyButton({ disabled, onClick, type = 'button', ...props }: Props) {
  const busy = Boolean(props['data-loading']) && !props['data-disabled']
  const nothing = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <button
      {...props}
      type={type}
      disabled={disabled === true && !busy}
      aria-disabled={busy || props['aria-disabled']}
      aria-busy={busy || props['aria-busy']}
      onClick={busy ? nothing : onClick}
    />
  )
}
