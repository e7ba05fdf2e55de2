/** What the JSON files of a bundle hold, checked before any of it is believed. @module */
import { z } from 'zod'
import { STORED_FILE_NAME, STORED_FILE_NAME_RULE } from '../recognizers/index.ts'
import { type DisplayRules, DisplayRulesInvalid, readDisplayRules } from '../speech/display/index.ts'
import { type BundleManifest, manifestOfFields } from './bundle.ts'
import type { DisplayWords } from './model-display.ts'

/** A file of a bundle that cannot be used: which, where, what was found and what is accepted. */
export class BundleInvalid extends Error {
  override readonly name = 'BundleInvalid'
  constructor(
    readonly file: string,
    readonly reason: string
  ) {
    super(`${file}: ${reason}`)
  }
}

const file = z.string().regex(STORED_FILE_NAME, STORED_FILE_NAME_RULE)
const text = z.string().max(10_000)

/**
 * Values in a JSON file of a bundle, which take far more memory than text: 64 MiB of `{},` become 2 GB. A report has some
 * eight for each word.
 */
const MAX_VALUES = 1_000_000

const listOf = <T>(one: z.ZodType<T>, most: number) =>
  z
    .array(z.unknown())
    .max(most)
    .transform((values, context) =>
      allAccepted(values.entries(), one, context) ? (values as readonly T[]) : z.NEVER
    )

const recordOf = (key: z.ZodType<string>, value: z.ZodType<string>) =>
  z.record(z.string(), z.unknown()).transform((record, context) => {
    const names = Object.keys(record).map((name) => [name, name] as const)
    return allAccepted(names, key, context) && allAccepted(Object.entries(record), value, context)
      ? (record as Readonly<Record<string, string>>)
      : z.NEVER
  })

/** Reports the first fault only: zod itself gathers one for each element, and a bundle may have a million of them. */
function allAccepted(
  entries: Iterable<readonly [string | number, unknown]>,
  schema: z.ZodType,
  context: z.RefinementCtx
): boolean {
  for (const [key, value] of entries) {
    const fault = schema.safeParse(value).error?.issues[0]
    if (!fault) continue
    context.addIssue({ code: 'custom', message: fault.message, path: [key, ...fault.path] })
    return false
  }
  return true
}

/** Fields that are not ours belong to the engine, which checks them. */
const manifest = z.looseObject({
  format: z.literal(1),
  locale: z.string().max(20),
  base: z.string().max(100),
  datasets: listOf(z.looseObject({ id: text, kind: text, sha256: text }), 10_000),
  text: z.looseObject({ file, sha256: text }).optional(),
  normaliser: z.looseObject({ version: text, steps: listOf(text, 1000) }),
  customization: z
    .looseObject({ format: z.string().max(100), version: z.number().int().min(1).max(1_000_000) })
    .optional(),
  formatting: z.looseObject({ file }).optional(),
  checksums: z.looseObject({ file }).optional(),
  tools: recordOf(z.string().max(100), text)
})

/** Of one word, and so short; `__proto__` is no word. */
const word = z.string().min(1).max(1000)
const words = recordOf(word, word)

const entity = z.looseObject({
  format: z.literal(1),
  displayName: z.string().min(1).max(1000).catch('Imported model'),
  description: z.string().max(10_000).optional(),
  customProperties: recordOf(z.string().max(1000), z.string().max(10_000)).optional(),
  weightPercent: z.number().int().min(0).max(100).optional(),
  text: z.string().optional()
})
export type BundleEntity = z.infer<typeof entity>

/** What routes read of a report; the rest is for people. */
const reportWords = listOf(
  z.looseObject({ word, source: text, pronunciations: listOf(text, 100) }),
  MAX_VALUES
)
const report = z.looseObject({
  words: z.looseObject({ added: reportWords.optional(), extended: reportWords.optional() }).optional()
})

/** @throws BundleInvalid */
export const parseManifest = (json: string, name: string): BundleManifest =>
  manifestOfFields(parsed(manifest, json, name) as Parameters<typeof manifestOfFields>[0])
export const parseDisplayWords = (json: string, name: string): DisplayWords => parsed(words, json, name)
export const parseReport = (json: string, name: string): unknown => parsed(report, json, name)
export const parseEntity = (json: string, name: string): BundleEntity => parsed(entity, json, name)

export function parseDisplayRules(json: string, name: string): DisplayRules {
  try {
    return readDisplayRules(parsed(z.unknown(), json, name))
  } catch (error) {
    if (!(error instanceof DisplayRulesInvalid)) throw error
    throw new BundleInvalid(name, error.message.replace(/\.$/, ''))
  }
}

function parsed<T>(schema: z.ZodType<T>, json: string, name: string): T {
  if (hasTooManyValues(json)) {
    throw new BundleInvalid(name, `more than ${MAX_VALUES} values; at most ${MAX_VALUES} are accepted`)
  }
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new BundleInvalid(name, `not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  const path = issue?.path.map(String).join('.') ?? ''
  throw new BundleInvalid(
    name,
    `${path === '' ? '' : `${path.slice(0, 200)}: `}${issue?.message ?? 'not accepted'}`
  )
}

/** Counts what begins or separates values outside strings, before memory is taken for them. */
function hasTooManyValues(json: string): boolean {
  let values = 0
  let inString = false
  for (let at = 0; at < json.length && values <= MAX_VALUES; at += 1) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) inString = !inString
    else if (inString) at += code === BACKSLASH ? 1 : 0
    else if (code === COMMA || code === OPEN_BRACKET || code === OPEN_BRACE) values += 1
  }
  return values > MAX_VALUES
}

const QUOTE = 0x22
const COMMA = 0x2c
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
