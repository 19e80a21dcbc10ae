import { useElementSize } from '@mantine/hooks'
import { useState, type PointerEvent } from 'react'
import { showNumber } from '../../../lib/dates'
import classes from './Charts.module.css'
import { scaleTo, shown, stack } from './scale'

export interface Line {
  name: string
  label: string
  color: string
  /** What tells the lines apart without their colours. */
  dash?: string
}

interface Props {
  /** Below the axis: the days or weeks. */
  words: string[]
  lines: Line[]
  values: Record<string, number[]>
  /** Each on top of the one before, with what lies between filled. */
  stacked?: boolean
}

const HEIGHT = 240
const PAD = { top: 8, right: 24, bottom: 26, left: 44 }
const INNER = HEIGHT - PAD.top - PAD.bottom

/**
 * Numbers over time as lines. Still: a moving line says nothing that a still one does not. Drawn here,
 * since the chart libraries weigh more than the whole rest of the page.
 */
export function TimeChart({ words, lines, values, stacked = false }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const [at, setAt] = useState<number | null>(null)
  const inner = Math.max(0, width - PAD.left - PAD.right)
  const rows = lines.map(({ name }) => values[name] ?? [])
  const lies = stacked ? stack(rows) : rows.map((row) => row.map((to): [number, number] => [0, to]))
  const scale = scaleTo(Math.max(0, ...lies.flat().map(([, to]) => to)))
  const x = (step: number) => PAD.left + (inner * step) / Math.max(1, words.length - 1)
  const y = (value: number) => PAD.top + INNER * (1 - value / scale.top)
  const pointed = (event: PointerEvent<HTMLDivElement>) => {
    const from = event.clientX - event.currentTarget.getBoundingClientRect().left - PAD.left
    const step = Math.round((from / Math.max(1, inner)) * (words.length - 1))
    setAt(Math.min(Math.max(step, 0), words.length - 1))
  }
  return (
    <div
      ref={ref}
      className={classes.chart}
      style={{ height: HEIGHT }}
      onPointerMove={pointed}
      onPointerLeave={() => setAt(null)}
    >
      {width > 0 && (
        <svg width={width} height={HEIGHT}>
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <line
                className={classes.grid}
                x1={PAD.left}
                x2={PAD.left + inner}
                y1={y(tick)}
                y2={y(tick)}
              />
              <text x={PAD.left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {showNumber(tick)}
              </text>
            </g>
          ))}
          {shown(words, inner).map((step) => (
            <text key={step} x={x(step)} y={HEIGHT - 6} textAnchor="middle">
              {words[step]}
            </text>
          ))}
          {lines.map(({ name, color, dash }, line) => {
            const own = lies[line] ?? []
            const over = own.map(([, to], step) => `${x(step)},${y(to)}`)
            const under = own.map(([from], step) => `${x(step)},${y(from)}`).reverse()
            return (
              <g key={name} data-line={name}>
                {stacked && <polygon points={[...over, ...under].join(' ')} fill={color} />}
                <polyline points={over.join(' ')} stroke={color} strokeDasharray={dash} />
              </g>
            )
          })}
          {at !== null && (
            <line className={classes.here} x1={x(at)} x2={x(at)} y1={PAD.top} y2={y(0)} />
          )}
        </svg>
      )}
      {at !== null && width > 0 && (
        <div
          className={classes.note}
          data-before={x(at) > width / 2 || undefined}
          style={{ left: x(at) }}
        >
          <strong>{words[at]}</strong>
          {lines.map(({ name, label, color }) => (
            <span key={name} className={classes.entry}>
              <svg width={10} height={10}>
                <rect width={10} height={10} fill={color} />
              </svg>
              {label}
              <b>{showNumber(values[name]?.[at] ?? 0)}</b>
            </span>
          ))}
        </div>
      )}
    </div>
  )
}
