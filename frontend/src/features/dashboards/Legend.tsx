import classes from './Figures.module.css'

interface Entry {
  label: string
  color: string
  /** As the line is drawn: what tells the lines apart without their colours. */
  dash?: string
  solid?: boolean
}

/** What the lines or bars stand for, each as it is drawn. */
export function Legend({ entries }: { entries: Entry[] }) {
  return (
    <ul className={classes.legend}>
      {entries.map(({ label, color, dash, solid }) => (
        <li key={label}>
          <svg width={30} height={12} aria-hidden>
            {solid === true ? (
              <rect width={30} height={12} fill={color} />
            ) : (
              <line
                x1={0}
                x2={30}
                y1={6}
                y2={6}
                stroke={color}
                strokeWidth={3}
                strokeDasharray={dash}
              />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}
