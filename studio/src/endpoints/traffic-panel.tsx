/** Traffic of an endpoint: requests, latency, and errors by hour. @module */
import { Select } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { readTraffic, type Traffic } from '../api/endpoint-traffic.ts'
import type { Endpoint } from '../api/entities.ts'
import { useRest } from '../api/session.tsx'
import { FigureCard } from '../components/figure-card.tsx'
import { ErrorMessage } from '../components/status.tsx'
import { dateTime, duration, milliseconds, percent } from '../format.ts'
import { texts } from '../texts.ts'
import { endpointTexts } from './texts.ts'

const TIME_RANGES_H = [24, 168, 720] as const
const POLL_INTERVAL_MS = 10_000

export function TrafficPanel({ endpoint }: Readonly<{ endpoint: Endpoint }>) {
  const rest = useRest()
  const heading = useId()
  const [hours, setHours] = useState<(typeof TIME_RANGES_H)[number]>(24)
  const { data, error } = useQuery({
    queryKey: ['traffic', endpoint.self, hours],
    queryFn: ({ signal }) => readTraffic(rest, endpoint, hours, signal),
    refetchInterval: POLL_INTERVAL_MS,
    placeholderData: (before) => before
  })
  return (
    <section aria-labelledby={heading}>
      <div className="head section-head">
        <h2 id={heading}>{endpointTexts.traffic}</h2>
        <Select
          aria-label={endpointTexts.timeRange}
          value={String(hours)}
          onChange={(_event, { value }) => setHours(TIME_RANGES_H.find((one) => String(one) === value) ?? 24)}
        >
          {TIME_RANGES_H.map((span) => (
            <option key={span} value={span}>
              {endpointTexts.timeRanges[span]}
            </option>
          ))}
        </Select>
      </div>
      <ErrorMessage error={error} />
      {data && <Figures traffic={data} />}
      {data && data.total.requests === 0 && <p className="quiet">{endpointTexts.noTraffic}</p>}
      {data && data.total.requests > 0 && <Hours traffic={data} span={endpointTexts.timeRanges[hours]} />}
    </section>
  )
}

const Figures = ({ traffic: { total } }: Readonly<{ traffic: Traffic }>) => (
  <div className="cards">
    <FigureCard name={endpointTexts.requests} value={total.requests} />
    <FigureCard name={endpointTexts.audio} value={duration(total.audioSeconds)} />
    <FigureCard
      name={endpointTexts.latency}
      value={total.latency && milliseconds(total.latency.p50)}
      more={total.latency && endpointTexts.latencyMore(milliseconds(total.latency.p95))}
    />
    <FigureCard
      name={endpointTexts.errorRate}
      value={percent(total.errorRate)}
      more={endpointTexts.errorCounts(total.failed, total.refused)}
    />
  </div>
)

const [WIDTH, HEIGHT] = [720, 90]

/** A bar for each hour, with its failures in front; the table has the same figures. */
function Hours({ traffic: { hours }, span }: Readonly<{ traffic: Traffic; span: string }>) {
  const max = Math.max(1, ...hours.map(({ requests }) => requests))
  const width = WIDTH / hours.length
  const busy = hours.filter(({ requests }) => requests > 0).toReversed()
  return (
    <>
      <svg className="hours" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        {hours.map(({ startDateTime, requests, failed, refused }, index) => {
          const height = (count: number) => (HEIGHT * count) / max
          const bar = { x: index * width + width * 0.1, width: width * 0.8 }
          return (
            <g key={startDateTime}>
              <title>{endpointTexts.requestsAt(dateTime(startDateTime), requests)}</title>
              <rect {...bar} className="requests" y={HEIGHT - height(requests)} height={height(requests)} />
              <rect
                {...bar}
                className="errors"
                y={HEIGHT - height(failed + refused)}
                height={height(failed + refused)}
              />
            </g>
          )
        })}
      </svg>
      <div className="row between quiet" aria-hidden>
        <span>{dateTime(hours[0]?.startDateTime)}</span>
        <span>{endpointTexts.chart(span)}</span>
        <span>{dateTime(hours.at(-1)?.startDateTime)}</span>
      </div>
      <details>
        <summary>{texts.showAsTable}</summary>
        <section className="scroll" aria-label={endpointTexts.chart(span)} tabIndex={0}>
          <table className="roomy">
            <thead>
              <tr>
                <th>{endpointTexts.from}</th>
                <th className="number">{endpointTexts.requests}</th>
                <th className="number">{endpointTexts.failed}</th>
                <th className="number">{endpointTexts.rejected}</th>
                <th className="number">{endpointTexts.audio}</th>
                <th className="number">{endpointTexts.latency}</th>
              </tr>
            </thead>
            <tbody>
              {busy.map(({ startDateTime, requests, failed, refused, audioSeconds, latency }) => (
                <tr key={startDateTime}>
                  <td className="nowrap">{dateTime(startDateTime)}</td>
                  <td className="number">{requests}</td>
                  <td className="number">{failed}</td>
                  <td className="number">{refused}</td>
                  <td className="number">{duration(audioSeconds)}</td>
                  <td className="number">
                    {latency ? `${milliseconds(latency.p50)} / ${milliseconds(latency.p95)}` : texts.none}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </>
  )
}
