/** kill -9 between an event and its delivery: the event arrives all the same, as the same invocation. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Entity } from '../../src/demo/rest-client.ts'
import { freePort, ServiceProcess } from '../service-process.ts'
import { eventually } from './eventually.ts'
import { eventOf, type Received, Receiver, wellBehaved } from './receiver.ts'

let dataDir: string
let port: number
let service: ServiceProcess
let receiver: Receiver
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vernacular-web-hooks-'))
  port = await freePort()
  receiver = await Receiver.start()
  service = await ServiceProcess.start(dataDir, port)
})
afterAll(async () => {
  await service?.kill()
  receiver?.close()
  await rm(dataDir, { recursive: true, force: true })
})

const hook = { displayName: 'Survivor', events: { datasetCreation: true } }
const dataset = { displayName: 'Lost?', kind: 'Language', locale: 'en-US' }

test('what the receiver had refused, and what it was reading', { timeout: 60_000 }, async () => {
  const made = await service.api.post('/webhooks', { ...hook, webUrl: receiver.url })
  await service.api.finished(made, () => undefined)
  const about = (entity: Entity): readonly Received[] =>
    receiver.deliveries.filter((received) => eventOf(received).self === entity.self)
  receiver.respond = (_received, response) => void response.writeHead(500).end()
  const first = await service.api.post('/datasets', dataset)
  await eventually(() => expect(about(first).length).toBeGreaterThan(0))
  receiver.respond = () => {}
  const before = receiver.deliveries.length
  const second = await service.api.post('/datasets', dataset)
  await eventually(() => expect(receiver.deliveries.length).toBeGreaterThan(before))
  await service.kill('SIGKILL')
  const delivered: Received[] = []
  receiver.respond = (received, response) => {
    delivered.push(received)
    wellBehaved(received, response)
  }
  service = await ServiceProcess.start(dataDir, port)
  await eventually(() => expect(delivered).toHaveLength(2))
  expect(delivered.map((received) => eventOf(received).self).sort()).toEqual([first.self, second.self].sort())
  for (const entity of [first, second]) {
    expect(new Set(about(entity).map((received) => eventOf(received).invocationId)).size).toBe(1)
  }
})

test('a challenge that is on its way', { timeout: 60_000 }, async () => {
  receiver.respond = () => {}
  const challenges = receiver.of('Challenge').length
  const made = await service.api.post('/webhooks', { ...hook, webUrl: receiver.url })
  await eventually(() => expect(receiver.of('Challenge')).toHaveLength(challenges + 1))
  await service.kill('SIGKILL')
  receiver.respond = wellBehaved
  service = await ServiceProcess.start(dataDir, port)
  await service.api.finished(made, () => undefined)
})
