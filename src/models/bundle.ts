/** The open bundle that a custom model is: a folder that a person can read. @module */
import type { StoredCustomization } from '../recognizers/index.ts'

/**
 * `model.json`: what the model was made from and with. No times, no chance, nothing of this
 * machine: the same data and the same tools give the same bytes.
 */
export type BundleManifest = Readonly<{
  format: 1
  locale: string
  base: string
  /** In the order they were trained in, with the SHA-256 of what each import accepted. */
  datasets: readonly Readonly<{ id: string; kind: string; sha256: string }>[]
  /** The customer's inline text, kept in the bundle. */
  text?: Readonly<{ file: string; sha256: string }>
  normaliser: Readonly<{ version: string; steps: readonly string[] }>
  /** What the engine of the base model loads. */
  customization: Omit<StoredCustomization, 'folder'>
  /** Rules of display, as JSON. */
  formatting?: Readonly<{ file: string }>
  /** Where the SHA-256 of its files are; absent in bundles of version 0.1. */
  checksums?: Readonly<{ file: string }>
  tools: Readonly<Record<string, string>>
}>

export const MANIFEST_FILE = 'model.json'
export const TEXT_FILE = 'text.txt'
export const DISPLAY_FILE = 'display.json'
export const FORMATTING_FILE = 'formatting.json'
export const REPORT_FILE = 'report.json'
export const CHECKSUMS_FILE = 'SHA256SUMS'

/** JSON as the bundle writes it: for people, and always the same for the same value. */
export const bundleJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Bundles of versions 0.1 and 0.2.0 before this field name no format: there was one only. */
const UNNAMED_FORMAT = { format: 'ngram-gmm', version: 1 } as const

/** The fields of the file in their order; those of the engine stand between ours, by name. */
export function manifestFields(manifest: BundleManifest): Readonly<Record<string, unknown>> {
  const { format, locale, base, datasets, text, normaliser, customization, ...rest } = manifest
  const { parts, ...named } = customization
  return {
    ...{ format, locale, base, datasets },
    ...(text === undefined ? {} : { text }),
    ...{ normaliser, customization: named },
    ...Object.fromEntries(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...rest
  }
}

type OwnFields = Omit<BundleManifest, 'customization'> &
  Readonly<{ customization?: Pick<StoredCustomization, 'format' | 'version'> | undefined }>

/** @param fields of the file, checked; all that are not ours belong to the engine */
export function manifestOfFields(fields: OwnFields & Readonly<Record<string, unknown>>): BundleManifest {
  const {
    format,
    locale,
    base,
    datasets,
    text,
    normaliser,
    customization,
    formatting,
    checksums,
    tools,
    ...parts
  } = fields
  const { format: engineFormat, version } = customization ?? UNNAMED_FORMAT
  return {
    ...{ format, locale, base, datasets, normaliser, tools },
    ...(text === undefined ? {} : { text }),
    ...(formatting === undefined ? {} : { formatting }),
    ...(checksums === undefined ? {} : { checksums }),
    customization: { format: engineFormat, version, parts }
  }
}
