import { useElementSize } from '@mantine/hooks'
import { showNumber } from '../../../lib/dates'
import classes from './Charts.module.css'
import { inLines, scaleTo } from './scale'

interface Props {
  rows: { word: string; values: number[] }[]
  /** Of each row's bars, from the upper one down. */
  colors: string[]
}

const ROW = 44
const THICK = 14
const PAD = { top: 4, right: 48, bottom: 26, left: 118 }

/** Bars that lie one below the other, each with its number: a word is read better than it is turned. */
export function BarChart({ rows, colors }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const inner = Math.max(0, width - PAD.left - PAD.right)
  const scale = scaleTo(Math.max(0, ...rows.flatMap(({ values }) => values)), { whole: false })
  const height = PAD.top + rows.length * ROW + PAD.bottom
  const foot = height - PAD.bottom
  const x = (value: number) => PAD.left + (inner * value) / scale.top
  return (
    <div ref={ref} className={classes.chart} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height}>
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <line className={classes.grid} x1={x(tick)} x2={x(tick)} y1={PAD.top} y2={foot} />
              <text x={x(tick)} y={height - 6} textAnchor="middle">
                {showNumber(tick)}
              </text>
            </g>
          ))}
          {rows.map(({ word, values }, row) => {
            const middle = PAD.top + ROW * (row + 0.5)
            const lines = inLines(word, PAD.left - 12)
            return (
              <g key={word}>
                {lines.map((line, at) => (
                  <text
                    key={line}
                    x={PAD.left - 8}
                    y={middle + (at - (lines.length - 1) / 2) * 14}
                    dy="0.35em"
                    textAnchor="end"
                  >
                    {line}
                  </text>
                ))}
                {values.map((value, at) => {
                  const top = middle + (at - values.length / 2) * (THICK + 2)
                  return (
                    <g key={colors[at]} data-value={value}>
                      <rect
                        x={PAD.left}
                        y={top}
                        width={Math.max(1, x(value) - PAD.left)}
                        height={THICK}
                        fill={colors[at]}
                      />
                      <text
                        className={classes.value}
                        x={x(value) + 5}
                        y={top + THICK / 2}
                        dy="0.35em"
                      >
                        {showNumber(value)}
                      </text>
                    </g>
                  )
                })}
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}
