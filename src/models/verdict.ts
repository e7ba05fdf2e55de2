/** The verdict on a trained model: better or worse than its base, on data that it was not trained on. @module */
import type { AcousticsReport } from './train-acoustics.ts'
import type { TextReport } from './train-text.ts'

export type Verdict = Readonly<{
  /** `null` when there was nothing to hold back and compare on. */
  worseThanBase: boolean | null
  measuredOn: 'held-back utterances' | 'held-back text' | 'nothing'
  /** Word errors over words, or perplexity: lower is better. */
  base?: number
  custom?: number | null
  /** One sentence for people. */
  summary: string
}>

/** Errors heard decide; where there is no audio, how well held-back text is expected. */
export function verdictOn(text: TextReport | undefined, acoustics: AcousticsReport | undefined): Verdict {
  // Confidence is the model's own opinion: no measure of it.
  const heldBack = acoustics?.heldBack?.judgedBy === 'transcripts' ? acoustics.heldBack : undefined
  const base = heldBack?.candidates.base
  const custom = heldBack?.candidates[acoustics?.method ?? 'none']
  if (heldBack && base && custom) {
    const worse = custom.errors > base.errors
    return {
      worseThanBase: worse,
      measuredOn: 'held-back utterances',
      base: base.errorRate,
      custom: custom.errorRate,
      summary: `${worse ? 'WORSE THAN THE BASE: ' : ''}${percent(custom.errorRate)} word errors on ${heldBack.utterances} held-back utterances, the base ${percent(base.errorRate)}`
    }
  }
  const compared = text?.comparedWithBase
  if (!compared) {
    return {
      worseThanBase: null,
      measuredOn: 'nothing',
      summary: 'not compared with the base: too little data to hold any back; evaluate it on a test set'
    }
  }
  const worse = compared.mixed === null || compared.mixed > compared.base
  const expects =
    compared.mixed === null ? 'makes words of it impossible' : `has perplexity ${compared.mixed}`
  return {
    worseThanBase: worse,
    measuredOn: 'held-back text',
    base: compared.base,
    custom: compared.mixed,
    summary: `${worse ? 'WORSE THAN THE BASE: ' : ''}the model ${expects} on held-back text, the base ${compared.base}`
  }
}

const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`
