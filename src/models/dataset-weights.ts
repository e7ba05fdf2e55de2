/** Weights of datasets as a request asks for them: `"customProperties": { "weight:<id of the dataset>": "3" }`. @module */
import { type CustomProperties, invalidPayload } from '../resources/index.ts'
import type { TextSource } from '../speech/language-model/index.ts'

const PREFIX = 'weight:'

/** The custom properties that are weights of datasets. */
export const datasetWeightNames = (properties: CustomProperties | undefined): readonly string[] =>
  Object.keys(properties ?? {}).filter((name) => name.startsWith(PREFIX))

/** @throws Problem for a weight that is no number above 0, or of a dataset that the request does not name */
export function checkDatasetWeights(
  properties: CustomProperties | undefined,
  datasetIds: readonly string[],
  hasText: boolean
): void {
  const known = [...datasetIds, ...(hasText ? ['text'] : [])]
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (!name.startsWith(PREFIX)) continue
    const target = `customProperties.${name}`
    if (!known.includes(name.slice(PREFIX.length).toLowerCase())) {
      throw invalidPayload(
        `${name} does not match the training data of the request. After "${PREFIX}" are: ${known.join(', ')}.`,
        target
      )
    }
    if (!/^\d{1,6}(\.\d{1,6})?$/.test(value) || Number(value) === 0) {
      throw invalidPayload(`${name} is "${value}"; expected a number above 0, "3" or "0.5".`, target)
    }
  }
}

/** Proportions of the sources, which sum to 1; a source that is not named weighs 1. Undefined where none is named. */
export function requestedWeights(
  properties: CustomProperties | undefined,
  sources: readonly TextSource[]
): readonly number[] | undefined {
  const requested = new Map(
    Object.entries(properties ?? {}).map(([name, value]) => [name.toLowerCase(), Number(value)])
  )
  if (!sources.some(({ source }) => requested.has(PREFIX + source))) return undefined
  const weights = sources.map(({ source }) => requested.get(PREFIX + source) ?? 1)
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return weights.map((weight) => weight / sum)
}
