/** Acoustic models adapted to recordings with transcripts. @module */
import type { AdaptationMethod, LongWork, RecognitionModel } from '../recognizer.ts'
import type { TranscribedUtterance, UtteranceAlignment } from './aligner.ts'

export type Adaptation = Readonly<{
  /** One transform a method that worked, each usable as `Customization.acoustic`. */
  transforms: readonly Readonly<{ method: AdaptationMethod; path: string }>[]
  alignments: readonly UtteranceAlignment[]
  audioTicks: number
  /** Names and versions of the tools used, for the recipe. */
  tools: Readonly<Record<string, string>>
}>

export interface AcousticAdapter {
  /** Aligns, then estimates what `methods` name, in `outputDirectory`, in the background. Deterministic. */
  adapt(
    request: Readonly<{
      model: RecognitionModel
      utterances: readonly TranscribedUtterance[]
      methods: readonly AdaptationMethod[]
      outputDirectory: string
    }>,
    work?: LongWork
  ): Promise<Adaptation>
}
