import { t } from '@lingui/core/macro'
import {
  createTheme,
  type ComboboxProps,
  type MantineColorsTuple,
  type MenuDropdownProps,
  type MenuProps,
  type ModalProps,
  type NotificationProps,
} from '@mantine/core'
import { focusOpener } from './lib/focusBack'
import { BusyButton } from './ui/BusyButton'

// A printer's green-black: from the seventh shade on it carries white text at 4.5:1.
const pine: MantineColorsTuple = [
  '#ecf6f4',
  '#d5e9e6',
  '#aad4cd',
  '#86c3ba',
  '#6ab4a9',
  '#479b8f',
  '#2f7d73',
  '#23665e',
  '#1c544d',
  '#123a35',
]

// The dark scheme's greys, with the pine in them.
const night: MantineColorsTuple = [
  '#e9e7e1',
  '#c9ceca',
  '#a9b0ad',
  '#7f8885',
  '#414a4c',
  '#2f373a',
  '#20272a',
  '#14181a',
  '#101415',
  '#0b0e0f',
]

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: { pine, dark: night },
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: {
    fontFamily: '"Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, serif',
    fontWeight: '650',
  },
  focusRing: 'auto',
  respectReducedMotion: true,
  // As plain data, so that the page's first script need not hold these components.
  components: {
    Button: { defaultProps: { component: BusyButton } },
    ActionIcon: { defaultProps: { component: BusyButton } },
    Modal: {
      // Asked for when one is shown, by when the words are there.
      defaultProps: (): Partial<ModalProps> => ({
        // Locking writes a <style> element, which the content policy forbids; global.css does it.
        lockScroll: false,
        // Keys act again at once, not after a dialog has faded out.
        transitionProps: { exitDuration: 0 },
        closeButtonProps: { 'aria-label': t`Close` },
        // A dialog's heading is no banner of the page.
        attributes: { header: { role: 'presentation' } },
      }),
    },
    Notification: {
      defaultProps: (): Partial<NotificationProps> => ({
        closeButtonProps: { 'aria-label': t`Close this message` },
      }),
    },
    // What a field offers is part of the page, so it lies in its main landmark.
    Combobox: {
      defaultProps: { portalProps: { target: '#main' } } satisfies Partial<ComboboxProps>,
    },
    Menu: {
      defaultProps: {
        withinPortal: false,
        withInitialFocusPlaceholder: false,
      } satisfies Partial<MenuProps>,
    },
    MenuDropdown: {
      defaultProps: { onClickCapture: focusOpener } satisfies Partial<MenuDropdownProps>,
    },
  },
})
