import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  type MantineThemeOverride,
} from '@mantine/core'

/**
 * Gives the page the theme's variables as a constructed stylesheet. Mantine would write a <style>
 * element, for which the content policy would have to allow inline styles.
 */
export function adoptTheme(theme: MantineThemeOverride): void {
  const variables = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(convertCssVariables(variables, ':root'))
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
