/** The open bundle that a custom model is: a folder that a person can read. @module */
import { join } from 'node:path'
import type { AdaptationMethod, RecognitionModel } from '../recognizers/index.ts'

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
  languageModel?: Readonly<{
    file: string
    order: number
    smoothing: string
    weight: number
    weightFrom: string
    /** Of datasets (or `text`) that were trained apart and mixed, which sum to 1; absent for one model of all text. */
    shares?: readonly Readonly<{ source: string; share: number }>[]
  }>
  lexicon?: Readonly<{ file: string }>
  /** Rules of display, as JSON. */
  formatting?: Readonly<{ file: string }>
  acoustic?: Readonly<{ file: string; method: AdaptationMethod }>
  /** Where the SHA-256 of its files are; absent in bundles of version 0.1. */
  checksums?: Readonly<{ file: string }>
  tools: Readonly<Record<string, string>>
}>

export const MANIFEST_FILE = 'model.json'
export const LANGUAGE_MODEL_FILE = 'language-model.arpa'
export const LEXICON_FILE = 'lexicon.dict'
export const TEXT_FILE = 'text.txt'
export const DISPLAY_FILE = 'display.json'
export const FORMATTING_FILE = 'formatting.json'
export const ACOUSTIC_FOLDER = 'acoustic'
export const REPORT_FILE = 'report.json'
export const CHECKSUMS_FILE = 'SHA256SUMS'

/** JSON as the bundle writes it: for people, and always the same for the same value. */
export const bundleJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** The engine's view of a manifest whose files lie in `folder`. */
export const recognitionModelOf = (manifest: BundleManifest, folder: string): RecognitionModel => ({
  base: manifest.base,
  custom: {
    ...(manifest.languageModel
      ? {
          languageModel: {
            arpaPath: join(folder, manifest.languageModel.file),
            weight: manifest.languageModel.weight
          }
        }
      : {}),
    ...(manifest.lexicon ? { lexiconPath: join(folder, manifest.lexicon.file) } : {}),
    ...(manifest.acoustic
      ? { acoustic: { method: manifest.acoustic.method, path: join(folder, manifest.acoustic.file) } }
      : {})
  }
})
