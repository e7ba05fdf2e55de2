/** Quantities beside one another: a table for who listens, bars for who looks. @module */
import './bars.css'

export type Bar = Readonly<{ name: string; value: number; shown?: string }>

type BarsProps = Readonly<{
  caption: string
  /** What the bars are, and what they count. */
  head: readonly [string, string]
  bars: readonly Bar[]
}>

export function Bars({ caption, head, bars }: BarsProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
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
                  <rect width={(100 * value) / most} height="10" rx="0.6" />
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
