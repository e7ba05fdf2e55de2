/**
 * Interpolation weights of datasets: one model per dataset, if the interpolated model has a better held-out perplexity than
 * one model of the pooled text. A few sentences of real speech can then outweigh a large catalog. The report also has an
 * ablation of each dataset, whichever model is delivered.
 * @module
 */
import type { ClassItems } from '../class-items.ts'
import { interpolate } from '../interpolate.ts'
import type { LanguageModel, SentenceProbabilities } from '../language-model.ts'
import { estimateInterpolationWeights } from './interpolation-weights.ts'

type Sentences = readonly (readonly string[])[]

/** The sentences of one dataset, or of the text in the request. */
export type TextSource = Readonly<{
  /** Id of the dataset, or `text`. */
  source: string
  kind: string
  sentences: Sentences
}>

export type DatasetsReport = Readonly<{
  delivered: 'mixture' | 'pooled'
  because: string
  /** Perplexity of the held-back text, each beside the base at its best weights. */
  perplexity?: Readonly<{ pooled: number | null; mixture: number | null }>
  /** What the base has in the mixture; `weight` of the sources is the rest. */
  baseWeight?: number
  sources: readonly Readonly<{
    source: string
    kind: string
    sentences: number
    words: number
    /** Different words that no other source has. */
    wordsOnlyHere: number
    weight?: number
    /** Held-out perplexity without this source. */
    perplexityWithout?: number | null
    /** Held-out words unknown to the base and the other sources; `unknownWords` is with all sources. */
    unknownWordsWithout?: number
    unknownWords?: number
  }>[]
}>

/** One row per held-out sentence. */
type Rows = readonly SentenceProbabilities[]

export type DatasetWeights = Readonly<{
  report: DatasetsReport
  /** Weights of the sources, which sum to 1; absent if one model of the pooled text is better. */
  shares?: readonly number[]
}>

/** Larger texts always get one pooled model: weights would take six times the training. */
const MAX_SENTENCES = 200_000

export const canEstimateWeights = (sources: readonly TextSource[]): boolean =>
  sources.length > 1 && sources.reduce((sum, { sentences }) => sum + sentences.length, 0) < MAX_SENTENCES

/** The report of a training without dataset weights. */
export const reportUnweighed = (sources: readonly TextSource[], classes: ClassItems): DatasetsReport => ({
  delivered: 'pooled',
  because: canEstimateWeights(sources)
    ? 'too little text to estimate dataset weights'
    : `the text has more than ${MAX_SENTENCES} sentences`,
  sources: describeSources(sources, classes)
})

/**
 * Estimates the weights and compares the interpolated with the pooled model by the Bayesian information criterion
 * (G. Schwarz, "Estimating the dimension of a model", 1978): each weight beyond the first must gain half the logarithm of
 * the number of held-out words.
 * @param rows by source, over the same held-out sentences as `pooled` and `base`
 * @param requestedShares weights of the sources that the customer asks for, in place of an estimate
 */
export function estimateDatasetWeights(
  sources: readonly TextSource[],
  classes: ClassItems,
  rows: readonly Rows[],
  pooled: Rows,
  base: Rows,
  requestedShares: readonly number[] | undefined
): DatasetWeights {
  const pooledFit = estimateInterpolationWeights([base, pooled]).mixed
  const unconstrained = estimateInterpolationWeights([base, ...rows])
  const unconstrainedWeights = unconstrained.weights.slice(1)
  const unconstrainedSum = unconstrainedWeights.reduce((sum, weight) => sum + weight, 0)
  const shares = requestedShares ?? unconstrainedWeights.map((weight) => weight / unconstrainedSum)
  const { weights, mixed } = requestedShares
    ? estimateInterpolationWeights([base, interpolateRows(rows, requestedShares)])
    : unconstrained
  const baseWeight = weights[0] ?? 0
  const gained = mixed.events * Math.log((pooledFit.perplexity ?? 1) / (mixed.perplexity ?? 1))
  const needed = ((sources.length - 1) * Math.log(Math.max(2, mixed.events))) / 2
  const better = requestedShares !== undefined || gained > needed
  const because =
    requestedShares !== undefined
      ? 'the weights were set in customProperties'
      : better
        ? 'separate weights for the datasets predict the held-out text better than one model of all text'
        : 'separate weights do not improve the perplexity significantly'
  const ablated = sources.map((_, left) =>
    estimateInterpolationWeights([base, ...rows.filter((__, index) => index !== left)])
  )
  return {
    ...(better ? { shares } : {}),
    report: {
      delivered: better ? 'mixture' : 'pooled',
      because,
      perplexity: { pooled: rounded(pooledFit.perplexity), mixture: rounded(mixed.perplexity) },
      baseWeight: share(baseWeight),
      sources: describeSources(sources, classes).map((size, index) => ({
        ...size,
        weight: share((shares[index] ?? 0) * (1 - baseWeight)),
        perplexityWithout: rounded(ablated[index]?.mixed.perplexity ?? null),
        unknownWordsWithout: ablated[index]?.mixed.unknownWords ?? 0,
        unknownWords: mixed.unknownWords
      }))
    }
  }
}

/** Rows of the interpolated model; a word that no source knows stays unknown. */
export const interpolateRows = (rows: readonly Rows[], shares: readonly number[]): Rows =>
  (rows[0] ?? []).map((row, sentence) =>
    row.map((_, word) => {
      const sum = rows.reduce((all, own, source) => {
        const logarithm = own[sentence]?.[word] ?? null
        return logarithm === null ? all : all + (shares[source] ?? 0) * 10 ** logarithm
      }, 0)
      return sum === 0 ? null : Math.log10(sum)
    })
  )

/** Text sources with their shares of an interpolated model, which sum to 1. */
export type WeightedSources = Readonly<{ sources: readonly TextSource[]; shares: readonly number[] }>

/**
 * The sources with only those sentences that `keep` selects. A source without sentences gives its share to the others, in
 * proportion; undefined if no source with a share has a sentence left.
 */
export function keepSentences(
  { sources, shares }: WeightedSources,
  keep: (sentences: Sentences) => Sentences
): WeightedSources | undefined {
  const remaining = sources
    .map((source, index) => ({
      source: { ...source, sentences: keep(source.sentences) },
      share: shares[index] ?? 0
    }))
    .filter(({ source }) => source.sentences.length > 0)
  const sum = remaining.reduce((all, { share }) => all + share, 0)
  if (sum === 0) return undefined
  return {
    sources: remaining.map(({ source }) => source),
    shares: remaining.map(({ share }) => share / sum)
  }
}

/** Trains a model per source and interpolates them. */
export async function trainInterpolatedModel(
  sources: readonly TextSource[],
  shares: readonly number[],
  classes: ClassItems,
  train: (sentences: Sentences, classes: ClassItems) => Promise<LanguageModel>,
  signal: AbortSignal
): Promise<LanguageModel> {
  const models: LanguageModel[] = []
  for (const { sentences } of sources) models.push(await train(sentences, classes))
  return interpolate(models, shares, { signal })
}

function describeSources(sources: readonly TextSource[], classes: ClassItems): DatasetsReport['sources'] {
  const vocabularies = sources.map(({ sentences }) => vocabularyOf(sentences, classes))
  return sources.map(({ source, kind, sentences }, index) => ({
    source,
    kind,
    sentences: sentences.length,
    words: sentences.reduce((sum, words) => sum + words.length, 0),
    wordsOnlyHere: [...(vocabularies[index] ?? [])].filter((word) =>
      vocabularies.every((others, other) => other === index || !others.has(word))
    ).length
  }))
}

/** The vocabulary, with the words of the items in place of class names. */
function vocabularyOf(sentences: Sentences, classes: ClassItems): ReadonlySet<string> {
  const words = new Set<string>()
  for (const sentence of sentences) for (const word of sentence) words.add(word)
  for (const [name, items] of classes) {
    if (words.delete(name)) for (const item of items) for (const word of item) words.add(word)
  }
  return words
}

const share = (weight: number): number => Number(weight.toFixed(4))
const rounded = (perplexity: number | null): number | null =>
  perplexity === null ? null : Math.round(100 * perplexity) / 100
