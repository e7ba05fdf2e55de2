/** Error rates as bars with confidence intervals, and what the errors consist of. @module */
import type { ReactNode } from 'react'
import type { ErrorRate } from '../api/evaluation-results.ts'
import { percent } from '../format.ts'

export type RateBar = Readonly<{ name: string; rate: ErrorRate; more: ReactNode }>

/** All bars have one scale; the whiskers show the intervals. */
export function RateBars({ bars }: Readonly<{ bars: readonly RateBar[] }>) {
  const max = Math.max(0.05, ...bars.map(({ rate }) => rate.high))
  const width = (rate: number) => `${(100 * rate) / max}%`
  return (
    <ul className="rate-bars">
      {bars.map(({ name, rate: { rate, low, high }, more }, index) => (
        <li key={index === 0 ? 'first' : 'second'} className="rate-bar">
          <span className="bar-name">{name}</span>
          <span className="bar-rate">
            <strong>{percent(rate)}</strong>
            <span className="quiet">
              {percent(low)} – {percent(high)}
            </span>
          </span>
          <div className="bar-drawn">
            <div className="bar-track" aria-hidden>
              <i className={index === 0 ? 'first' : 'second'} style={{ width: width(rate) }} />
              <s style={{ left: width(low), width: width(high - low) }} />
            </div>
            {more}
          </div>
        </li>
      ))}
    </ul>
  )
}

export type Part = Readonly<{ name: string; count: number; color: string }>

/** The parts of a whole, as one stacked bar with a legend. `color` is a class of the style sheet. */
export function Composition({ parts }: Readonly<{ parts: readonly Part[] }>) {
  const all = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0)
  )
  return (
    <>
      <div className="composition" aria-hidden>
        {parts.map(({ name, count, color }) => (
          <span key={name} className={color} style={{ width: `${(100 * count) / all}%` }} />
        ))}
      </div>
      <ul className="legend">
        {parts
          .filter(({ count }) => count > 0)
          .map(({ name, count, color }) => (
            <li key={name}>
              <i className={color} aria-hidden />
              {name} {count}
            </li>
          ))}
      </ul>
    </>
  )
}
