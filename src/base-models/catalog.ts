/** Public models that are known to work as base models, and where they are downloaded from. @module */
import { CATALOG_MODELS } from './catalog-models.ts'

export type PublishedFigure = Readonly<{
  /** Whose words: `LibriSpeech test-other`. */
  testSet: string
  /** Fraction of 1. */
  wordErrorRate: number
}>

export type CatalogFile = Readonly<{
  url: string
  /** In the folder of the model. */
  name: string
  /** Pinned where it is known; otherwise recorded at the first download. */
  sha256?: string
}>

export type CatalogModel = Readonly<{
  /** Unique, and the name of the base model that is made of it. */
  name: string
  title: string
  /** Of its network, for people. */
  architecture: string
  /** The first is the one that it is installed for unless another is asked for. */
  locales: readonly string[]
  streaming: boolean
  sampleRate: number
  /** Whether it writes capitals and punctuation itself. */
  punctuates: boolean
  license: Readonly<{ name: string; url: string }>
  /** Of the download, about; absent where its publisher does not say. */
  approximateBytes?: number
  /** An archive, or its files one by one. */
  source: CatalogFile | readonly CatalogFile[]
  /** As the authors of the model published them; measured by them, not here. */
  published: readonly PublishedFigure[]
  /** Where its authors describe it. */
  homepage: string
}>

export type CatalogQuery = Readonly<{ text?: string | undefined; locale?: string | undefined }>

/** Those that have every word of `text` in their name, title, architecture or license, and the locale or its language. */
export function searchCatalog(
  { text = '', locale }: CatalogQuery = {},
  models: readonly CatalogModel[] = CATALOG_MODELS
): readonly CatalogModel[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return models.filter((model) => {
    const described = `${model.name} ${model.title} ${model.architecture} ${model.license.name} ${model.streaming ? 'streaming' : 'offline'}`
    return (
      words.every((word) => described.toLowerCase().includes(word)) &&
      (locale === undefined || model.locales.some((one) => isOf(one, locale)))
    )
  })
}

/** `en` takes every English; `en-US` only itself. */
function isOf(locale: string, wanted: string): boolean {
  const [one, other] = [locale.toLowerCase(), wanted.toLowerCase()]
  return one === other || one.startsWith(`${other}-`)
}
