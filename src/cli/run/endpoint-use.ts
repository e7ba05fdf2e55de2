/** What an endpoint was asked and answered with: traffic by the hour, and its models. @module */
import { kindOf } from '../entity-kinds.ts'
import { keepJson, show } from '../keep-output.ts'
import { idOf } from '../service.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { terminal } from '../terminal.ts'
import { entityOf } from './entity.ts'

type Figures = Readonly<{
  requests: number
  failed: number
  refused: number
  audioSeconds: number
  errorRate: number
  latency?: Readonly<{ p50: number; p95: number }>
}>
type Traffic = Readonly<{ total: Figures; hours: readonly (Figures & Readonly<{ startDateTime: string }>)[] }>
type Served = Readonly<{
  values: readonly Readonly<{
    model: Readonly<{ self: string }>
    displayName?: string
    startDateTime: string
    endDateTime?: string
  }>[]
}>

export async function endpointUse(options: Options, what: 'traffic' | 'models'): Promise<number | undefined> {
  const service = await options.service()
  const self = entityOf(options, kindOf('endpoint'), service)
  terminal.begin(`Getting ${what} of endpoint ${idOf({ self })}`)
  const hours = options.number('hours')
  const answer = await service.json<Traffic | Served>(
    `${self}/${what}${hours === undefined ? '' : `?hours=${hours}`}`
  )
  terminal.end('Done!')
  await keepJson(options, answer)
  show(options, answer, (width) =>
    'total' in answer ? trafficTable(answer, width) : servedTable(answer, width)
  )
  return undefined
}

const row = (title: string, one: Figures): string[] => [
  title,
  String(one.requests),
  String(one.refused),
  String(one.failed),
  String(one.audioSeconds),
  one.latency ? `${one.latency.p50} / ${one.latency.p95}` : ''
]

/** Hours in which somebody asked. */
const trafficTable = ({ total, hours }: Traffic, width: number): string =>
  drawTable(
    ['hour', 'requests', 'refused', 'failed', 'seconds', 'latency p50 / p95 ms'],
    [
      ...hours
        .filter(({ requests, refused }) => requests + refused > 0)
        .map((hour) => row(hour.startDateTime, hour)),
      row('total', total)
    ],
    width
  )

const servedTable = ({ values }: Served, width: number): string =>
  drawTable(
    ['id', 'name', 'from', 'until'],
    values.map(({ model, displayName = '', startDateTime, endDateTime = 'now' }) => [
      idOf(model),
      displayName,
      startDateTime,
      endDateTime
    ]),
    width,
    ['id']
  )
