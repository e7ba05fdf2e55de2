/** Every setting of the service, read from the environment once, checked, frozen and passed down. @module */
import { resolve } from 'node:path'
import { z } from 'zod'
import { DEFAULT_TRAFFIC_LIMITS, type TrafficLimits } from './http/limit-traffic.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export type Settings = Readonly<{
  host: string
  /** 0 takes any free port. */
  port: number
  dataDir: string
  /** First access key; when absent one is made and printed once. */
  key: string | undefined
  logLevel: (typeof LOG_LEVELS)[number]
  allowPrivateUrls: boolean
  /** Whether models follow the cloud's calendar of retirement. */
  modelExpiry: 'never' | 'azure'
  /** Where mail goes out, `smtp://user:password@host:port`; when absent, none does. */
  smtpUrl?: string
  mailFrom: string
  /** Names of base models by locale, instead of the newest of each; empty where none is set. */
  defaultBaseModels?: Readonly<Record<string, string>>
  /** `http://host:port` of the proxy that base models are downloaded through. */
  proxyUrl?: string
  /** Batches may read folders of this machine below it; when absent, none. */
  importDir?: string
  /** Recordings of everyday speech that each new model is tried on: none, some, or infinitely many, which are all. */
  generalSet: number
  /** Live streams heard at a time; when absent, as many as the cores keep up with. */
  liveStreams?: number
  /** Days that files without an entity are kept before they are removed. */
  quarantineDays: number
  /** Jobs at work at once in a process; 0 in the service leaves to workers all that they can do. */
  jobs: number
  limits: TrafficLimits
}>

const count = (max: number, standard: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,6}$/, `a whole number from 1 to ${max}`)
    .transform(Number)
    .refine((value) => value <= max, `a whole number from 1 to ${max}`)
    .default(standard)

/** A locale and the name of a base model. */
const PAIR = /^[a-zA-Z0-9-]{2,20}=[A-Za-z0-9._-]{1,100}$/

/** Each field of the environment: what it accepts, in words for people, beside its default. */
const environment = z.object({
  VERNACULAR_HOST: z.string().trim().min(1, 'a host name or address').default('127.0.0.1'),
  VERNACULAR_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a port from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'a port from 0 to 65535')
    .default(8640),
  VERNACULAR_DATA_DIR: z.string().min(1, 'a folder').default('./data'),
  VERNACULAR_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{16,256}$/, '16 to 256 printable characters without spaces')
    .optional(),
  VERNACULAR_LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).default('info'),
  VERNACULAR_ALLOW_PRIVATE_URLS: z
    .enum(['true', 'false'], 'true or false')
    .transform((value) => value === 'true')
    .default(false),
  VERNACULAR_MODEL_EXPIRY: z.enum(['never', 'azure'], 'never or azure').default('never'),
  VERNACULAR_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'an address such as smtp://user:password@host:587')
    .optional(),
  VERNACULAR_MAIL_FROM: z.string().min(3, 'a mail address').default('vernacular@localhost'),
  VERNACULAR_DEFAULT_BASE_MODELS: z
    .string()
    .max(10_000)
    .refine(
      (text) => text.split(',').every((pair) => PAIR.test(pair)),
      'pairs of a locale and the name of a base model, such as en-US=whisper-base.en,fr-FR=french'
    )
    .optional(),
  VERNACULAR_PROXY_URL: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'an address such as http://proxy.example:3128')
    .optional(),
  VERNACULAR_IMPORT_DIR: z.string().min(1, 'a folder').optional(),
  VERNACULAR_GENERAL_SET: z
    .string()
    .regex(/^(on|off|[1-9]\d{0,2})$/, 'on, off, or the number of recordings to test, 1 to 999')
    .transform((value) => (value === 'on' ? Number.POSITIVE_INFINITY : value === 'off' ? 0 : Number(value)))
    .default(Number.POSITIVE_INFINITY),
  VERNACULAR_LIVE_STREAMS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'a count from 1 to 9999')
    .transform(Number)
    .optional(),
  VERNACULAR_QUARANTINE_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'a number of days from 1 to 99999')
    .transform(Number)
    .default(30),
  VERNACULAR_JOBS: z
    .string()
    .regex(/^(0|[1-9]\d?)$/, 'a count from 0 to 99')
    .transform(Number)
    .default(2),
  VERNACULAR_MAX_CONNECTIONS: count(1_000_000, DEFAULT_TRAFFIC_LIMITS.maxConnections),
  VERNACULAR_MAX_CONNECTIONS_PER_ADDRESS: count(1_000_000, DEFAULT_TRAFFIC_LIMITS.maxConnectionsPerAddress),
  VERNACULAR_MAX_UNAUTHENTICATED: count(1_000_000, DEFAULT_TRAFFIC_LIMITS.maxUnauthenticated),
  VERNACULAR_HEADER_SECONDS: count(3600, DEFAULT_TRAFFIC_LIMITS.headerTimeoutMs / 1000),
  VERNACULAR_KEEP_ALIVE_SECONDS: count(3600, DEFAULT_TRAFFIC_LIMITS.keepAliveTimeoutMs / 1000),
  VERNACULAR_BODY_IDLE_SECONDS: count(3600, DEFAULT_TRAFFIC_LIMITS.bodyIdleMs / 1000),
  VERNACULAR_MIN_BODY_RATE: count(1_000_000, DEFAULT_TRAFFIC_LIMITS.minBodyBytesPerSecond),
  VERNACULAR_WRONG_KEYS_PER_MINUTE: count(1_000_000, DEFAULT_TRAFFIC_LIMITS.maxWrongKeysPerMinute)
})

const limitsOf = (values: z.infer<typeof environment>): TrafficLimits => ({
  maxConnections: values.VERNACULAR_MAX_CONNECTIONS,
  maxConnectionsPerAddress: values.VERNACULAR_MAX_CONNECTIONS_PER_ADDRESS,
  maxUnauthenticated: values.VERNACULAR_MAX_UNAUTHENTICATED,
  headerTimeoutMs: values.VERNACULAR_HEADER_SECONDS * 1000,
  keepAliveTimeoutMs: values.VERNACULAR_KEEP_ALIVE_SECONDS * 1000,
  bodyIdleMs: values.VERNACULAR_BODY_IDLE_SECONDS * 1000,
  minBodyBytesPerSecond: values.VERNACULAR_MIN_BODY_RATE,
  maxWrongKeysPerMinute: values.VERNACULAR_WRONG_KEYS_PER_MINUTE
})

/** Not repeated in messages: logs are read by many. */
const SECRET = new Set(['VERNACULAR_KEY', 'VERNACULAR_SMTP_URL', 'VERNACULAR_PROXY_URL'])

/** @example pairsOf('en-US=one,fr-FR=two') // { 'en-us': 'one', 'fr-fr': 'two' } */
const pairsOf = (text: string): Readonly<Record<string, string>> =>
  Object.freeze(
    Object.fromEntries(
      text.split(',').map((pair) => {
        const [locale = '', name = ''] = pair.split('=')
        return [locale.toLowerCase(), name]
      })
    )
  )

/** All that is wrong with the environment, a line for each variable. */
export class SettingsInvalid extends Error {
  override readonly name = 'SettingsInvalid'
}

/** @throws SettingsInvalid naming every variable at fault, its value and what it accepts */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const read = environment.safeParse(env)
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => {
      const name = String(path[0])
      const found = SECRET.has(name) ? 'has a value that is not' : `is "${env[name]}", which is not`
      return `${name} ${found} ${message}`
    })
    throw new SettingsInvalid(faults.join('\n'))
  }
  const values = read.data
  return Object.freeze({
    host: values.VERNACULAR_HOST,
    port: values.VERNACULAR_PORT,
    dataDir: resolve(values.VERNACULAR_DATA_DIR),
    key: values.VERNACULAR_KEY,
    logLevel: values.VERNACULAR_LOG_LEVEL,
    allowPrivateUrls: values.VERNACULAR_ALLOW_PRIVATE_URLS,
    modelExpiry: values.VERNACULAR_MODEL_EXPIRY,
    generalSet: values.VERNACULAR_GENERAL_SET,
    jobs: values.VERNACULAR_JOBS,
    limits: Object.freeze(limitsOf(values)),
    quarantineDays: values.VERNACULAR_QUARANTINE_DAYS,
    ...(values.VERNACULAR_LIVE_STREAMS === undefined ? {} : { liveStreams: values.VERNACULAR_LIVE_STREAMS }),
    mailFrom: values.VERNACULAR_MAIL_FROM,
    ...(values.VERNACULAR_SMTP_URL === undefined ? {} : { smtpUrl: values.VERNACULAR_SMTP_URL }),
    ...(values.VERNACULAR_DEFAULT_BASE_MODELS === undefined
      ? {}
      : { defaultBaseModels: pairsOf(values.VERNACULAR_DEFAULT_BASE_MODELS) }),
    ...(values.VERNACULAR_PROXY_URL === undefined ? {} : { proxyUrl: values.VERNACULAR_PROXY_URL }),
    ...(values.VERNACULAR_IMPORT_DIR === undefined
      ? {}
      : { importDir: resolve(values.VERNACULAR_IMPORT_DIR) })
  })
}
