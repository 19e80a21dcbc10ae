import { t } from '@lingui/core/macro'
import { Table } from '@mantine/core'
import type { SeriesReport } from '../../api/client'

/** The head of a table that goes day by day or week by week. */
export function StepHead({ every, columns }: Pick<SeriesReport, 'every'> & { columns: string[] }) {
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th scope="col">{every === 'day' ? t`Day` : t`Week from`}</Table.Th>
        {columns.map((column) => (
          <Table.Th key={column} scope="col">
            {column}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  )
}
