/** Public models that are known to work as base models, and where they are downloaded from. @module */
import type { CatalogModel } from './catalog-model.ts'
import { CATALOG_MODELS } from './catalog-models.ts'

export type CatalogQuery = Readonly<{
  text?: string | undefined /** Or a locale of it. */
  language?: string | undefined
}>

/** Those that have every word of `text` in their name, title, architecture or license, and the locale or its language. */
export function searchCatalog(
  { text = '', language }: CatalogQuery = {},
  models: readonly CatalogModel[] = CATALOG_MODELS
): readonly CatalogModel[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return models.filter((model) => {
    const described = `${model.name} ${model.title} ${model.architecture} ${model.license.name} ${model.streaming ? 'streaming' : 'offline'}`
    return (
      words.every((word) => described.toLowerCase().includes(word)) &&
      (language === undefined || model.locales.some((one) => isOf(one, language)))
    )
  })
}

/** `en` takes every English; `en-US` only itself. */
function isOf(locale: string, wanted: string): boolean {
  const [one, other] = [locale.toLowerCase(), wanted.toLowerCase()]
  return one === other || one.startsWith(`${other}-`)
}
