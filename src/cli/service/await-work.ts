/** `--wait`: polls until the work of a resource ends, and shows its progress. @module */
import { setTimeout as pause } from 'node:timers/promises'
import { CommandError } from '../command-error.ts'
import { noteForInterrupt } from '../execution/interrupt.ts'
import { bar, terminal } from '../output/terminal.ts'
import type { Resource } from '../resources/resources.ts'
import { type Entity, idOf, type ServiceClient } from './service-client.ts'

export const MAX_WAIT_MS = 864_000_000
const FIRST_POLL_MS = 100
const MAX_POLL_MS = 2000

/** @throws CommandError when the work fails or does not end in time */
export async function awaitWork(
  service: ServiceClient,
  resource: Resource,
  self: string,
  maxMs = MAX_WAIT_MS
): Promise<Entity> {
  const end = Date.now() + maxMs
  const id = idOf({ self })
  const again = `vernacular ${resource.area === 'batch' ? 'batch' : 'csr'} ${resource.name} status --${resource.name} ${id} --wait`
  terminal.begin(`Awaiting ${resource.name} ${id} success or failure`)
  const forget = noteForInterrupt(
    `The service continues to work on ${resource.name} ${id}.\nTRY: ${again}\nTRY: ${again.replace('status', 'cancel').replace(' --wait', '')}`
  )
  try {
    for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(MAX_POLL_MS, pollMs * 1.3)) {
      const entity = await service.json(self)
      const status = entity.status?.toLowerCase()
      if (status === 'succeeded' || status === 'success') {
        terminal.end('Done!')
        return entity
      }
      if (status === 'failed') {
        terminal.end('Failed!')
        throw new CommandError(`${resource.name} ${id} failed${reasonOf(entity)}`)
      }
      if (Date.now() >= end) {
        terminal.end('Timed-out!')
        throw new CommandError(`${resource.name} ${id} is still ${entity.status} after ${maxMs} ms.`, {
          hint: `TRY: ${again}`
        })
      }
      terminal.progress(progressOf(entity))
      await pause(Math.min(pollMs, Math.max(1, end - Date.now())))
    }
  } finally {
    forget()
  }
}

function reasonOf({ properties }: Entity): string {
  const error = properties?.error as { code?: string; message?: string } | undefined
  return error?.message === undefined ? '' : `: ${error.code}: ${error.message}`
}

function progressOf({ status, properties }: Entity): string {
  const { progress, stage } = properties ?? {}
  const share = typeof progress === 'number' ? `${bar(progress)} ` : ''
  return `${share}${typeof stage === 'string' ? stage : (status ?? '')}`
}
