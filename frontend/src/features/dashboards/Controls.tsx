import { t } from '@lingui/core/macro'
import { Button, Select } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Me } from '../../api/client'
import classes from './Figures.module.css'
import { SPANS, type FiguresSearch, type Span } from './search'

interface Props {
  search: FiguresSearch
  sections: string[]
  desks: Me['desks']
}

const wordOf = (days: Span): string =>
  ({ 7: t`7 days`, 28: t`4 weeks`, 91: t`13 weeks`, 364: t`52 weeks` })[days]

/** Of when and where the figures are; all of it in the address, to be sent or kept. */
export function Controls({ search, sections, desks }: Props) {
  const navigate = useNavigate()
  const show = (next: FiguresSearch) =>
    void navigate({ to: '/dashboard', search: next, replace: true })
  const { section: _, ...anySection } = search
  const { desk: __, ...anyDesk } = search
  return (
    <search className={classes.controls}>
      <div role="group" aria-label={t`Period`} className={classes.spans}>
        {SPANS.map((days) => (
          <Button
            key={days}
            size="xs"
            variant={(search.days ?? 28) === days ? 'filled' : 'default'}
            aria-pressed={(search.days ?? 28) === days}
            onClick={() => show({ ...search, days })}
          >
            {wordOf(days)}
          </Button>
        ))}
      </div>
      <Select
        size="xs"
        aria-label={t`Section`}
        placeholder={t`Every section`}
        data={sections}
        value={search.section ?? null}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': t`Every section` }}
        onChange={(section) => show(section === null ? anySection : { ...search, section })}
      />
      {desks.length > 1 && (
        <Select
          size="xs"
          aria-label={t`Desk`}
          placeholder={t`Every desk`}
          data={desks.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={search.desk === undefined ? null : String(search.desk)}
          clearable
          clearButtonProps={{ 'aria-label': t`Every desk` }}
          onChange={(desk) => show(desk === null ? anyDesk : { ...search, desk: Number(desk) })}
        />
      )}
    </search>
  )
}
