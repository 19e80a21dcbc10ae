import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  type MantineThemeOverride,
} from '@mantine/core'

/**
 * Gives the page the theme's CSS variables. Mantine would write them into a style element, which
 * the content policy forbids; a sheet made by script is allowed, and nothing inline is left.
 */
export function adoptVariables(theme: MantineThemeOverride): void {
  const sheet = new CSSStyleSheet()
  const merged = mergeMantineTheme(DEFAULT_THEME, theme)
  sheet.replaceSync(convertCssVariables(defaultCssVariablesResolver(merged)))
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
