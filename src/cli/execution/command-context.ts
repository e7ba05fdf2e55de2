/** What a command works with: its options, the saved configuration, the service. @module */
import { resolve } from 'node:path'
import { CommandError, UsageError } from '../command-error.ts'
import type { Option } from '../command-line/option.ts'
import { optionUsage, shortName } from '../command-line/option-names.ts'
import type { Call } from '../command-line/syntax.ts'
import type { ConfigStore } from '../config/config-store.ts'
import { csrConnection } from '../config/csr-connection.ts'
import { connection, speechHost } from '../options/connection.ts'
import { globalOptions } from '../options/global.ts'
import { terminal } from '../output/terminal.ts'
import type { Exchange } from '../service/exchanges.ts'
import { ServiceClient } from '../service/service-client.ts'

export const DEFAULT_ADDRESS = 'http://127.0.0.1:8640'

export class CommandContext {
  readonly call: Call
  readonly config: ConfigStore
  /** The requests sent to the service, in order. */
  readonly exchanges: Exchange[] = []
  /** What the command printed as its result, for `--check result`. */
  result: unknown

  constructor(call: Call, config: ConfigStore) {
    this.call = call
    this.config = config
  }

  has = (option: Option): boolean => this.call.values.has(option)
  value = (option: Option): string | undefined => this.call.values.get(option)?.[0]
  values = (option: Option): readonly string[] => this.call.values.get(option) ?? []

  /** @throws UsageError for a value other than true and false */
  flag(option: Option): boolean {
    const value = this.value(option)
    if (value === undefined) return this.has(option)
    if (/^(true|1|yes|on)$/i.test(value)) return true
    if (/^(false|0|no|off)$/i.test(value)) return false
    throw new UsageError(`--${shortName(option)} is "${value}"; expected true or false.`)
  }

  /** Items separated by semicolons or line breaks. */
  list = (option: Option): readonly string[] =>
    this.values(option)
      .flatMap((value) => value.split(/[;\r\n]+/))
      .map((item) => item.trim())
      .filter((item) => item !== '')

  /** @throws UsageError when the option is absent or empty */
  require(option: Option): string {
    const value = this.value(option)
    if (value !== undefined && value !== '') return value
    const { path } = this.call.command
    throw new UsageError(
      `${path} needs --${shortName(option)}.`,
      `USE: vernacular ${path} ${optionUsage(option)}\nSEE: vernacular help ${path}`
    )
  }

  /** @throws UsageError for what is not a number */
  number(option: Option): number | undefined {
    const value = this.value(option)
    if (value === undefined) return undefined
    const read = Number(value)
    if (Number.isFinite(read)) return read
    throw new UsageError(`--${shortName(option)} is "${value}"; a number is accepted.`)
  }

  /** The path of a file to read: relative to `--input path`. */
  inputPath(path: string): string {
    return resolve(this.value(globalOptions.inputPath) ?? '.', path)
  }

  /** The path of a file to write: relative to `--output path`. */
  outputPath(path: string): string {
    return path === '-' ? path : resolve(this.value(globalOptions.outputPath) ?? '.', path)
  }

  /**
   * @param address of the service, where a value already names it; otherwise the options do
   * @throws CommandError when there is no access key
   */
  async service(address?: string): Promise<ServiceClient> {
    const url = address ?? (await this.#address())
    const key =
      this.value(connection.key) ??
      process.env.VERNACULAR_KEY ??
      (await this.config.find('key')) ??
      (await this.#keyOfCsr(url))
    if (key === undefined || key.trim() === '') {
      throw new CommandError('There is no access key.', {
        hint: 'TRY: vernacular init, or config @key --set KEY, or VERNACULAR_KEY, or --key'
      })
    }
    const verbose = this.flag(globalOptions.verbose)
    return new ServiceClient(url, key, this.number(connection.timeout), (exchange) => {
      this.exchanges.push(exchange)
      const start = performance.now()
      return (status) => {
        if (!verbose) return
        const { pathname, search } = new URL(exchange.url)
        terminal.info(
          `${exchange.method} ${pathname}${search} ${status} ${Math.round(performance.now() - start)} ms`
        )
      }
    })
  }

  /** The key saved for csr is sent to the service of csr only. */
  async #keyOfCsr(url: string): Promise<string | undefined> {
    const csr = await csrConnection(this.config)
    const own = csr.url ?? (await this.config.find('url'))?.trim() ?? DEFAULT_ADDRESS
    return URL.canParse(own) && new URL(own).origin === new URL(url).origin ? csr.key : undefined
  }

  async #address(): Promise<string> {
    const host = this.value(speechHost)?.replace(/^ws(s?):/, 'http$1:')
    const provided =
      this.value(connection.endpoint) ??
      host ??
      process.env.VERNACULAR_URL ??
      (await this.config.find('url')) ??
      (await csrConnection(this.config)).url
    const url = provided?.trim() || DEFAULT_ADDRESS
    if (URL.canParse(url) && /^https?:/.test(url)) return url
    throw new UsageError(`"${url}" is not an address of a service; use one such as ${DEFAULT_ADDRESS}.`)
  }
}
