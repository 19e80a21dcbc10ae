import { createTheme, type MantineColorsTuple } from '@mantine/core'

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

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: { pine },
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: {
    fontFamily: '"Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, serif',
    fontWeight: '650',
  },
  focusRing: 'auto',
  respectReducedMotion: true,
})
