/** A rate of each model as a bar with its confidence interval. @module */
import type { ReactNode } from 'react'
import type { Rate } from '../api/test-results.ts'
import { percent } from '../texts.ts'

export type RateBar = Readonly<{ name: string; rate: Rate; more: ReactNode }>

/** Both bars on one scale; the whisker is the interval. */
export function RateBars({ bars }: Readonly<{ bars: readonly RateBar[] }>) {
  const most = Math.max(0.05, ...bars.map(({ rate }) => rate.high))
  const width = (rate: number) => `${(100 * rate) / most}%`
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

export type Part = Readonly<{ name: string; count: number; colour: string }>

/** What errors are made of, as one bar and in words. */
export function Composition({ parts }: Readonly<{ parts: readonly Part[] }>) {
  const all = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0)
  )
  return (
    <>
      <div className="composition" aria-hidden>
        {parts.map(({ name, count, colour }) => (
          <span key={name} className={colour} style={{ width: `${(100 * count) / all}%` }} />
        ))}
      </div>
      <ul className="legend">
        {parts
          .filter(({ count }) => count > 0)
          .map(({ name, count, colour }) => (
            <li key={name}>
              <i className={colour} aria-hidden />
              {name} {count}
            </li>
          ))}
      </ul>
    </>
  )
}
