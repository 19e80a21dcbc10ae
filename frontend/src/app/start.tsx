import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../api/queries'
import { makeRouter } from '../router'
import { theme } from '../theme'
import { adoptTheme } from './themeSheet'

/** Puts the page into its place. The words must be there: see `loadWords`. */
export function start(root: HTMLElement): void {
  adoptTheme(theme)
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <MantineProvider
          theme={theme}
          defaultColorScheme="auto"
          withCssVariables={false}
          withGlobalClasses={false}
        >
          <Notifications position="bottom-right" limit={4} />
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={makeRouter()} />
          </QueryClientProvider>
        </MantineProvider>
      </I18nProvider>
    </StrictMode>,
  )
}
