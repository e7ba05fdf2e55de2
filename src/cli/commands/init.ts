/** `init`: asks for the service and its key, tries them and saves them. @module */
import { createInterface } from 'node:readline/promises'
import { UsageError } from '../command-error.ts'
import { type CommandContext, DEFAULT_ADDRESS } from '../execution/command-context.ts'
import { connection } from '../options/connection.ts'
import { terminal } from '../output/terminal.ts'
import { ServiceClient } from '../service/service-client.ts'
import type { TopLevelCommand } from './command.ts'

export const init: TopLevelCommand = {
  section: 'Start',
  path: 'init',
  summary: 'Save the address and access key of your service',
  options: [],
  groups: [connection],
  examples: [
    { line: 'init' },
    { comment: 'Without prompts', line: 'init --api-endpoint http://127.0.0.1:8640 --key KEY' }
  ],
  run: initialize
}

async function initialize(context: CommandContext): Promise<undefined> {
  const url =
    context.value(connection.endpoint) ??
    process.env.VERNACULAR_URL ??
    (await ask(`Address of the service [${DEFAULT_ADDRESS}]: `, DEFAULT_ADDRESS))
  const key = context.value(connection.key) ?? process.env.VERNACULAR_KEY ?? (await ask('Access key: ', ''))
  if (url === undefined || key === undefined || key === '') {
    throw new UsageError(
      'init needs the address of the service and an access key.',
      `USE: vernacular init --api-endpoint ${DEFAULT_ADDRESS} --key KEY`
    )
  }
  terminal.begin(`Trying ${url}`)
  const models = await new ServiceClient(url, key).list('/models/base')
  terminal.end('Done!')
  await context.config.set('url', url, 'user')
  const path = await context.config.set('key', key, 'user')
  terminal.info(`Saved next to ${path}. Base models: ${models.map(({ locale }) => locale).join(', ')}.`)
}

/** @returns undefined without a terminal to ask on */
async function ask(question: string, defaultAnswer: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await reader.question(question)).trim() || defaultAnswer
  } finally {
    reader.close()
  }
}
