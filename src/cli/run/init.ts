/** `init`: asks for the service and its key, tries them, keeps them. @module */
import { createInterface } from 'node:readline/promises'
import { WrongUsage } from '../command-failed.ts'
import { Service } from '../service.ts'
import type { Options } from '../session.ts'
import { terminal } from '../terminal.ts'

const USUAL = 'http://127.0.0.1:8640'

export async function init(options: Options): Promise<number | undefined> {
  const url =
    options.one('url') ??
    process.env.VERNACULAR_URL ??
    (await ask(`Address of the service [${USUAL}]: `, USUAL))
  const key = options.one('key') ?? process.env.VERNACULAR_KEY ?? (await ask('Access key: ', ''))
  if (url === undefined || key === undefined || key === '') {
    throw new WrongUsage(
      'init needs the address and the key.',
      `USE: vernacular init --api-endpoint ${USUAL} --key KEY`
    )
  }
  terminal.begin(`Trying ${url}`)
  const models = await new Service(url, key).list('/models/base')
  terminal.end('Done!')
  await options.config.keep('url', url, 'user')
  const path = await options.config.keep('key', key, 'user')
  terminal.say(`Kept beside ${path}. Base models: ${models.map(({ locale }) => locale).join(', ')}.`)
  return undefined
}

/** Undefined where nobody can answer. */
async function ask(question: string, usual: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await reader.question(question)).trim() || usual
  } finally {
    reader.close()
  }
}
