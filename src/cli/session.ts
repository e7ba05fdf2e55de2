/** What a command works with: its values, what config keeps, the service. @module */
import { resolve } from 'node:path'
import { CommandFailed, WrongUsage } from './command-failed.ts'
import type { ConfigStore } from './config-store.ts'
import { csrConnection } from './csr-connection.ts'
import type { Call } from './definitions/command.ts'
import { OPTIONS, type OptionKey } from './definitions/options.ts'
import type { Exchange } from './exchanges.ts'
import { shortWords } from './option-words.ts'
import { Service } from './service.ts'
import { terminal } from './terminal.ts'

const LOCAL = 'http://127.0.0.1:8640'

export class Options {
  readonly call: Call
  readonly config: ConfigStore
  /** What was asked of the service, in order. */
  readonly exchanges: Exchange[] = []
  /** What the command answered, for checks of it. */
  answer: unknown

  constructor(call: Call, config: ConfigStore) {
    this.call = call
    this.config = config
  }

  has = (key: OptionKey): boolean => this.call.values.has(key)
  one = (key: OptionKey): string | undefined => this.call.values.get(key)?.[0]
  all = (key: OptionKey): readonly string[] => this.call.values.get(key) ?? []

  /** @throws WrongUsage for a value other than true and false */
  flag(key: OptionKey): boolean {
    const value = this.one(key)
    if (value === undefined) return this.has(key)
    if (/^(true|1|yes|on)$/i.test(value)) return true
    if (/^(false|0|no|off)$/i.test(value)) return false
    throw new WrongUsage(`--${shortWords(OPTIONS[key].words)} is "${value}"; accepted are true and false.`)
  }

  /** Items parted by semicolons or lines. */
  list = (key: OptionKey): readonly string[] =>
    this.all(key)
      .flatMap((value) => value.split(/[;\r\n]+/))
      .map((item) => item.trim())
      .filter((item) => item !== '')

  require(key: OptionKey): string {
    const value = this.one(key)
    if (value !== undefined && value !== '') return value
    const { words, value: form } = OPTIONS[key] as { words: string; value?: string }
    throw new WrongUsage(
      `${this.call.command.path} needs --${shortWords(words)}.`,
      `USE: vernacular ${this.call.command.path} --${shortWords(words)} ${form ?? ''}\nSEE: vernacular help ${this.call.command.path}`
    )
  }

  number(key: OptionKey): number | undefined {
    const value = this.one(key)
    if (value === undefined) return undefined
    const read = Number(value)
    if (Number.isFinite(read)) return read
    throw new WrongUsage(`--${shortWords(OPTIONS[key].words)} is "${value}"; a number is accepted.`)
  }

  /** Where a file to be read lies: within `--input path` unless its own path is whole. */
  inputAt(path: string): string {
    return resolve(this.one('inputPath') ?? '.', path)
  }

  /** Where a file to be written lies: within `--output path` unless its own path is whole. */
  outputAt(path: string): string {
    return path === '-' ? path : resolve(this.one('outputPath') ?? '.', path)
  }

  /**
   * @param address the service where a value names it; else it comes from the options
   * @throws CommandFailed when no key is known
   */
  async service(address?: string): Promise<Service> {
    const url = address ?? (await this.#address())
    const key =
      this.one('key') ??
      process.env.VERNACULAR_KEY ??
      (await this.config.find('key')) ??
      (await this.#keyOfCsr(url))
    if (key === undefined || key.trim() === '') {
      throw new CommandFailed('There is no access key.', {
        hint: 'TRY: vernacular init, or config @key --set KEY, or VERNACULAR_KEY, or --key'
      })
    }
    const verbose = this.flag('verbose')
    return new Service(url, key, this.number('timeout'), (exchange) => {
      this.exchanges.push(exchange)
      const start = performance.now()
      return (status) => {
        if (!verbose) return
        const { pathname, search } = new URL(exchange.url)
        terminal.say(
          `${exchange.method} ${pathname}${search} ${status} ${Math.round(performance.now() - start)} ms`
        )
      }
    })
  }

  /** Sent to no other service than csr's own. */
  async #keyOfCsr(url: string): Promise<string | undefined> {
    const csr = await csrConnection(this.config)
    const own = csr.url ?? (await this.config.find('url'))?.trim() ?? LOCAL
    return URL.canParse(own) && new URL(own).origin === new URL(url).origin ? csr.key : undefined
  }

  async #address(): Promise<string> {
    const host = this.one('speechHost')?.replace(/^ws(s?):/, 'http$1:')
    const given =
      this.one('url') ??
      host ??
      process.env.VERNACULAR_URL ??
      (await this.config.find('url')) ??
      (await csrConnection(this.config)).url
    const url = given?.trim() || LOCAL
    if (URL.canParse(url) && /^https?:/.test(url)) return url
    throw new WrongUsage(`The address "${url}" is none; one such as ${LOCAL} is accepted.`)
  }
}
