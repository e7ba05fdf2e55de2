/** `csr endpoint traffic` and `csr endpoint models`: how an endpoint was used, and the models it has had. @module */
import type { EndpointDeployments, EndpointTraffic, TrafficFigures } from '../../openapi/api-types.ts'
import { AREA, option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { outputJson } from '../options/outputs.ts'
import { id, resourceReference } from '../options/resource.ts'
import { saveJson, showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { terminal } from '../output/terminal.ts'
import { urlOf } from '../resources/resource-actions.ts'
import { RESOURCES } from '../resources/resources.ts'
import { idOf } from '../service/service-client.ts'
import type { Command } from './command.ts'
import { SCRIPTABLE } from './shared-options.ts'

const hours = option({
  name: `${AREA} hours`,
  value: 'N',
  default: '24',
  help: 'How many hours back'
})

export const csrEndpointUsage: readonly Command[] = [
  {
    path: 'csr endpoint traffic',
    summary: 'Show requests, audio, latency and errors of an endpoint per hour',
    options: [id, resourceReference.endpoint, hours],
    groups: [{ outputJson }, ...SCRIPTABLE],
    examples: [{ line: 'csr endpoint traffic --endpoint @my.cid --hours 48' }],
    run: (context) => showUsage(context, 'traffic')
  },
  {
    path: 'csr endpoint models',
    summary: 'Show the models that an endpoint has used, newest first',
    options: [id, resourceReference.endpoint],
    groups: [{ outputJson }, ...SCRIPTABLE],
    examples: [{ line: 'csr endpoint models --endpoint @my.cid' }],
    run: (context) => showUsage(context, 'models')
  }
]

async function showUsage(context: CommandContext, what: 'traffic' | 'models'): Promise<number | undefined> {
  const service = await context.service()
  const self = urlOf(context, RESOURCES.endpoint, service)
  terminal.begin(`Getting ${what} of endpoint ${idOf({ self })}`)
  const back = context.number(hours)
  const usage = await service.json<EndpointTraffic | EndpointDeployments>(
    `${self}/${what}${back === undefined ? '' : `?hours=${back}`}`
  )
  terminal.end('Done!')
  await saveJson(context, usage)
  showResult(context, usage, (width) =>
    'total' in usage ? trafficTable(usage, width) : modelsTable(usage, width)
  )
  return undefined
}

const row = (title: string, one: TrafficFigures): string[] => [
  title,
  String(one.requests),
  String(one.refused),
  String(one.failed),
  String(one.audioSeconds),
  one.latency ? `${one.latency.p50} / ${one.latency.p95}` : ''
]

/** Only hours with requests. */
const trafficTable = ({ total, hours }: EndpointTraffic, width: number): string =>
  drawTable(
    ['hour', 'requests', 'rejected', 'failed', 'seconds', 'latency p50 / p95 ms'],
    [
      ...hours
        .filter(({ requests, refused }) => requests + refused > 0)
        .map((hour) => row(hour.startDateTime, hour)),
      row('total', total)
    ],
    width
  )

const modelsTable = ({ values }: EndpointDeployments, width: number): string =>
  drawTable(
    ['id', 'name', 'from', 'until'],
    values.map(({ model, displayName, startDateTime, endDateTime = 'now' }) => [
      idOf(model),
      displayName,
      startDateTime,
      endDateTime
    ]),
    width,
    ['id']
  )
