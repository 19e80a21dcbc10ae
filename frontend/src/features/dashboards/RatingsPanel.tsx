import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { PeriodReport, Rating } from '../../api/client'
import { ErrorState, Loading } from '../../ui/states'
import { Count } from './Count'
import classes from './Figures.module.css'
import { Panel } from './Panel'
import { periodQuery, type GroupBy } from './queries'
import { claimsOf, within, type Asked } from './search'

type Group = PeriodReport['groups'][number]
const MOST = 10
const keyOf = ({ scale, key }: Rating) => `${scale}:${key}`

/** Ratings on all scales of the period, the true end first, what is off the axis last. */
function columnsOf(groups: readonly Group[]): Rating[] {
  const found = new Map<string, Rating>()
  for (const { ratings } of groups)
    for (const { rating } of ratings)
      if (!found.has(keyOf(rating))) found.set(keyOf(rating), rating)
  return [...found.values()].sort(
    (one, other) => one.scale.localeCompare(other.scale) || (other.rank ?? -1) - (one.rank ?? -1),
  )
}

const countOf = (group: Group, key: string): number =>
  group.ratings
    .filter(({ rating }) => keyOf(rating) === key)
    .reduce((sum, { claims }) => sum + claims, 0)

/** Which ratings went out, by whose words they are about. The table is the picture: a bar in each cell. */
export function RatingsPanel({ asked, by }: { asked: Asked; by: GroupBy }) {
  const report = useQuery(periodQuery(asked, by))
  const rated = (report.data?.groups ?? []).filter(({ ratings }) => ratings.length > 0)
  const groups = rated.slice(0, MOST)
  const all = rated.length
  const columns = columnsOf(groups)
  const most = Math.max(1, ...groups.flatMap((group) => group.ratings.map(({ claims }) => claims)))
  return (
    <Panel
      title={by === 'section' ? t`Ratings by section` : t`Ratings by source`}
      about={t`By the last verdict that readers were given in this time. The bars have one measure.`}
    >
      {report.isPending && <Loading lines={4} />}
      {report.isError && <ErrorState error={report.error} retry={() => void report.refetch()} />}
      {report.isSuccess && groups.length === 0 && (
        <p>
          <Trans>Nothing was published in this time.</Trans>
        </p>
      )}
      {groups.length > 0 && (
        <div
          className={classes.wide}
          tabIndex={0}
          role="region"
          aria-label={
            by === 'section' ? t`Table of ratings by section` : t`Table of ratings by source`
          }
        >
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{by === 'section' ? t`Section` : t`Source`}</Table.Th>
                {columns.map((rating) => (
                  <Table.Th key={keyOf(rating)} scope="col">
                    {rating.label}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.map((group) => (
                <Table.Tr key={group.key}>
                  <Table.Th scope="row" dir="auto">
                    {nameOf(group, by)}
                  </Table.Th>
                  {columns.map((rating) => {
                    const value = countOf(group, keyOf(rating))
                    const claims = { [by]: group.key, rated: keyOf(rating), ...within(asked) }
                    return (
                      <Table.Td key={keyOf(rating)}>
                        <Count
                          value={value}
                          claims={{ ...claimsOf(asked, claims) }}
                          of={`${group.label}: ${rating.label}`}
                        />
                        <span
                          className={classes.bar}
                          style={{ width: `${(value / most) * 100}%` }}
                        />
                      </Table.Td>
                    )
                  })}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {rated.length > MOST && (
        <p className={classes.about}>
          <Trans>
            The {MOST} busiest of {all}.
          </Trans>
        </p>
      )}
    </Panel>
  )
}

function nameOf({ key, label }: Group, by: GroupBy): string {
  if (by === 'source' && key === 'unnamed') return t`Unnamed sources`
  if (by === 'source' && key === 'none') return t`The article itself`
  return label === '' ? t`No section` : label
}
