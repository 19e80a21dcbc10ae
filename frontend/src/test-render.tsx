import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { queryClient } from './api/queries'

const Providers = ({ children }: { children: ReactNode }) => (
  <I18nProvider i18n={i18n}>
    <MantineProvider>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </MantineProvider>
  </I18nProvider>
)

/** Renders a component as the page does, with its theme's provider and the queries' cache. */
export const show = (component: ReactNode) => render(component, { wrapper: Providers })

/** What openapi-fetch answers with, for a stub at the network's edge. */
export const answer = (status: number, body: unknown) =>
  ({
    ...(status < 400 ? { data: body } : { error: body }),
    response: new Response(null, { status }),
  }) as never
