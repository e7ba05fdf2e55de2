/** Every setting of the service, read from the environment once, checked, frozen and passed down. @module */
export type Settings = Readonly<{
  host: string
  port: number
  dataDir: string
  /** First access key; when absent one is made and printed once. */
  key: string | undefined
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  allowPrivateUrls: boolean
}>
