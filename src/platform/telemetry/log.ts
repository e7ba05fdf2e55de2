/** Structured logs on standard error, so that standard output stays for what a person asked for. @module */
import { type Logger, pino } from 'pino'
import type { Settings } from '../settings.ts'

export const openLog = (level: Settings['logLevel']): Logger =>
  pino({ level, serializers: { error: pino.stdSerializers.err } }, pino.destination({ fd: 2, sync: false }))
