/** Traffic of an endpoint: how much, how fast, how often it failed, hour by hour. @module */
import { Select } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Endpoint } from '../api/entities.ts'
import { useRest } from '../api/session.tsx'
import { readTraffic, type Traffic } from '../api/traffic.ts'
import { Refused } from '../parts/waiting.tsx'
import { date, percent, texts } from '../texts.ts'
import { duration, milliseconds } from './units.ts'

const SPANS = [24, 168, 720] as const
const ASKED_AGAIN_MS = 10_000

export function TrafficPanel({ endpoint }: Readonly<{ endpoint: Endpoint }>) {
  const rest = useRest()
  const heading = useId()
  const [hours, setHours] = useState<(typeof SPANS)[number]>(24)
  const { data, error } = useQuery({
    queryKey: ['traffic', endpoint.self, hours],
    queryFn: ({ signal }) => readTraffic(rest, endpoint, hours, signal),
    refetchInterval: ASKED_AGAIN_MS,
    placeholderData: (before) => before
  })
  return (
    <section aria-labelledby={heading}>
      <div className="head words-head">
        <h2 id={heading}>{texts.endpoints.traffic}</h2>
        <Select
          aria-label={texts.endpoints.span}
          value={String(hours)}
          onChange={(_event, { value }) => setHours(SPANS.find((one) => String(one) === value) ?? 24)}
        >
          {SPANS.map((span) => (
            <option key={span} value={span}>
              {texts.endpoints.spans[span]}
            </option>
          ))}
        </Select>
      </div>
      <Refused error={error} />
      {data && <Figures traffic={data} />}
      {data && data.total.requests === 0 && <p className="quiet">{texts.endpoints.noTraffic}</p>}
      {data && data.total.requests > 0 && <Hours traffic={data} span={texts.endpoints.spans[hours]} />}
    </section>
  )
}

const Figures = ({ traffic: { total } }: Readonly<{ traffic: Traffic }>) => (
  <div className="cards">
    <div className="card">
      <b>{total.requests.toLocaleString()}</b>
      {texts.endpoints.requests}
    </div>
    <div className="card">
      <b>{duration(total.audioSeconds)}</b>
      {texts.endpoints.audio}
    </div>
    <div className="card">
      <b>{total.latency ? milliseconds(total.latency.p50) : texts.never}</b>
      {texts.endpoints.latency}
      <div className="quiet">
        {total.latency && texts.endpoints.latencyMore(milliseconds(total.latency.p95))}
      </div>
    </div>
    <div className="card">
      <b>{percent(total.errorRate)}</b>
      {texts.endpoints.errorRate}
      <div className="quiet">{texts.endpoints.errorsMore(total.failed, total.refused)}</div>
    </div>
  </div>
)

const [WIDTH, HEIGHT] = [720, 90]

/** Bars of hours, failures on top; the table says the same to those who do not see them. */
function Hours({ traffic: { hours }, span }: Readonly<{ traffic: Traffic; span: string }>) {
  const most = Math.max(1, ...hours.map(({ requests }) => requests))
  const width = WIDTH / hours.length
  const busy = hours.filter(({ requests }) => requests > 0).toReversed()
  return (
    <>
      <svg className="hours" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        {hours.map(({ startDateTime, requests, failed, refused }, index) => {
          const height = (count: number) => (HEIGHT * count) / most
          const bar = { x: index * width + width * 0.1, width: width * 0.8 }
          return (
            <g key={startDateTime}>
              <title>{texts.endpoints.requestsAt(date(startDateTime), requests)}</title>
              <rect {...bar} className="requests" y={HEIGHT - height(requests)} height={height(requests)} />
              <rect
                {...bar}
                className="faults"
                y={HEIGHT - height(failed + refused)}
                height={height(failed + refused)}
              />
            </g>
          )
        })}
      </svg>
      <div className="row between quiet" aria-hidden>
        <span>{date(hours[0]?.startDateTime)}</span>
        <span>{texts.endpoints.chart(span)}</span>
        <span>{date(hours.at(-1)?.startDateTime)}</span>
      </div>
      <details>
        <summary>{texts.endpoints.table}</summary>
        <section className="scroll" aria-label={texts.endpoints.chart(span)} tabIndex={0}>
          <table className="roomy">
            <thead>
              <tr>
                <th>{texts.endpoints.from}</th>
                <th className="number">{texts.endpoints.requests}</th>
                <th className="number">{texts.endpoints.failed}</th>
                <th className="number">{texts.endpoints.refused}</th>
                <th className="number">{texts.endpoints.audio}</th>
                <th className="number">{texts.endpoints.latency}</th>
              </tr>
            </thead>
            <tbody>
              {busy.map(({ startDateTime, requests, failed, refused, audioSeconds, latency }) => (
                <tr key={startDateTime}>
                  <td className="nowrap">{date(startDateTime)}</td>
                  <td className="number">{requests}</td>
                  <td className="number">{failed}</td>
                  <td className="number">{refused}</td>
                  <td className="number">{duration(audioSeconds)}</td>
                  <td className="number">
                    {latency ? `${milliseconds(latency.p50)} / ${milliseconds(latency.p95)}` : texts.never}
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
