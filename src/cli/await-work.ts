/** `--wait`: looks until the work has ended, and tells how far it is. @module */
import { setTimeout as pause } from 'node:timers/promises'
import { CommandFailed } from './command-failed.ts'
import type { EntityKind } from './entity-kinds.ts'
import { interrupted } from './interrupt.ts'
import { type Entity, idOf, type Service } from './service.ts'
import { bar, terminal } from './terminal.ts'

export const LONGEST_WAIT_MS = 864_000_000
const FIRST_LOOK_MS = 100
const SLOWEST_LOOK_MS = 2000

/** @throws CommandFailed when it failed or is not over in time, after telling the person */
export async function awaitWork(
  service: Service,
  kind: EntityKind,
  self: string,
  longestMs = LONGEST_WAIT_MS
): Promise<Entity> {
  const end = Date.now() + longestMs
  const id = idOf({ self })
  const again = `vernacular ${kind.area === 'batch' ? 'batch' : 'csr'} ${kind.word} status --${kind.word} ${id} --wait`
  terminal.begin(`Awaiting ${kind.word} ${id} success or failure`)
  const forget = interrupted(
    `The service goes on with ${kind.word} ${id}.\nTRY: ${again}\nTRY: ${again.replace('status', 'cancel').replace(' --wait', '')}`
  )
  try {
    for (let look = FIRST_LOOK_MS; ; look = Math.min(SLOWEST_LOOK_MS, look * 1.3)) {
      const entity = await service.json(self)
      const status = entity.status?.toLowerCase()
      if (status === 'succeeded' || status === 'success') {
        terminal.end('Done!')
        return entity
      }
      if (status === 'failed') {
        terminal.end('Failed!')
        throw new CommandFailed(`${kind.word} ${id} failed${reasonOf(entity)}`)
      }
      if (Date.now() >= end) {
        terminal.end('Timed-out!')
        throw new CommandFailed(`${kind.word} ${id} is ${entity.status} after ${longestMs} ms.`, {
          hint: `TRY: ${again}`
        })
      }
      terminal.progress(progressOf(entity))
      await pause(Math.min(look, Math.max(1, end - Date.now())))
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
