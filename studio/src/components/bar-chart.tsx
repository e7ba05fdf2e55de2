/** A bar chart that is a table to screen readers. @module */
import './bar-chart.css'

/** `shown` replaces the value as its text. */
export type Bar = Readonly<{ name: string; value: number; shown?: string }>

type BarsProps = Readonly<{
  caption: string
  /** Names of the two columns: bars and values. */
  head: readonly [string, string]
  bars: readonly Bar[]
}>

export function BarChart({ caption, head, bars }: BarsProps) {
  const max = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <table className="bar-table">
      <caption>{caption}</caption>
      <thead className="hidden-head">
        <tr>
          <th scope="col">{head[0]}</th>
          <th scope="col">{head[1]}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ name, value, shown }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <div className="bar-cell">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * value) / max} height="10" rx="0.6" />
                </svg>
                <span>{shown ?? value.toLocaleString()}</span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
