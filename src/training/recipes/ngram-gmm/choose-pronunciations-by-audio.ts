/**
 * Chooses the pronunciations of new words by transcribed audio: utterances are aligned with all variants of a
 * word, and the variants that match are kept.
 * @module
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, requireCapability } from '../../../recognizers/index.ts'
import { ngramGmmCustomization } from '../../../recognizers/pocketsphinx/index.ts'
import { type Phones, type RankedPhones, selectForLexicon } from '../../../speech/pronunciation/index.ts'
import type { TrainingUtterance } from '../../training-data.ts'
import type { PronunciationCounts } from '../../words-report.ts'

export type ChosenVariants = Readonly<{ variants: readonly Phones[]; counts: PronunciationCounts }>

export type AudioChoice = Readonly<{
  engine: Engine
  base: string
  utterances: readonly TrainingUtterance[]
  /** Words to decide on, with all their variants. */
  words: ReadonlyMap<string, readonly RankedPhones[]>
  /** A lexicon with the variants of these words, and of all others that are not in the base dictionary. */
  lexiconText: (words: ReadonlyMap<string, readonly Phones[]>) => string
  /** A folder for temporary files. */
  scratch: string
  signal: AbortSignal
}>

/** More occurrences of a word add no information, and alignment takes a tenth of the audio's duration. */
const MAX_UTTERANCES_PER_WORD = 12
/** Below this, no variant matches the audio: no vote. The correct word is above it in 95 of 100 cases. */
const MIN_CONFIDENCE = 0.5
/** A variant with a smaller share of the matches is ignored. */
const MIN_SHARE = 0.25
const MAX_VARIANTS = 3
/** With so few matches, the most likely variant is also kept if its prior probability is high. */
const MIN_DECISIVE_UTTERANCES = 3
const MIN_LIKELY_PROBABILITY = 0.3

/**
 * By word, the chosen variants; words that do not occur in the audio are absent.
 * @throws the signal's reason
 */
export async function chooseByAudio(choice: AudioChoice): Promise<ReadonlyMap<string, ChosenVariants>> {
  const { engine, base, words, scratch, signal } = choice
  const utterances = utterancesWith(words, choice.utterances)
  if (utterances.length === 0) return new Map()
  const lexiconPath = join(scratch, 'pronunciation-choice.dict')
  const all = new Map([...words].map(([word, variants]) => [word, variants.map(({ phones }) => phones)]))
  await writeFile(lexiconPath, choice.lexiconText(all))
  const aligned = await requireCapability(engine, base, 'aligner').align(
    { base, custom: ngramGmmCustomization({ lexiconPath }) },
    utterances,
    { signal }
  )
  const votes = new Map<string, Map<string, number>>()
  for (const utterance of aligned) {
    if (!utterance.aligned) continue
    for (const [index, { word, confidence }] of utterance.words.entries()) {
      if (!words.has(word) || confidence < MIN_CONFIDENCE) continue
      const spokenPhones = utterance.phones[index] ?? ''
      const counts = votes.get(word) ?? new Map<string, number>()
      counts.set(spokenPhones, (counts.get(spokenPhones) ?? 0) + 1)
      votes.set(word, counts)
    }
  }
  return new Map(
    [...votes].map(([word, counts]) => {
      const ranked = words.get(word) ?? []
      const occurrences = ranked.map(({ phones }) => {
        const pronunciation = phones.join(' ')
        return { pronunciation, times: counts.get(pronunciation) ?? 0 }
      })
      return [word, { variants: chosen(ranked, occurrences, words.size), counts: occurrences }]
    })
  )
}

function utterancesWith(
  words: ReadonlyMap<string, unknown>,
  utterances: readonly TrainingUtterance[]
): readonly TrainingUtterance[] {
  const times = new Map<string, number>()
  return utterances.filter((utterance) => {
    const ambiguous = utterance.words.filter(
      (word) => words.has(word) && (times.get(word) ?? 0) < MAX_UTTERANCES_PER_WORD
    )
    for (const word of ambiguous) times.set(word, (times.get(word) ?? 0) + 1)
    return ambiguous.length > 0
  })
}

/** Most frequent first. */
function chosen(
  ranked: readonly RankedPhones[],
  counts: PronunciationCounts,
  words: number
): readonly Phones[] {
  const total = counts.reduce((sum, { times }) => sum + times, 0)
  if (total === 0) return selectForLexicon(ranked, words)
  const winners = ranked
    .map(({ phones }, place) => ({ phones, times: counts[place]?.times ?? 0 }))
    .filter(({ times }) => times > 0 && times >= MIN_SHARE * total)
    .sort((a, b) => b.times - a.times)
    .slice(0, MAX_VARIANTS)
    .map(({ phones }) => phones)
  const [first] = ranked
  const doubtful =
    first !== undefined && total < MIN_DECISIVE_UTTERANCES && first.probability >= MIN_LIKELY_PROBABILITY
  return doubtful && !winners.includes(first.phones) ? [...winners, first.phones] : winners
}
