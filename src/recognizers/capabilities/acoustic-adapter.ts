/** Acoustic models adapted to recordings with transcripts. @module */
import type { RecognitionModel, TaskOptions } from '../recognizer.ts'
import type { TranscribedUtterance, UtteranceAlignment } from './aligner.ts'

export type Adaptation<Method extends string> = Readonly<{
  /** What each method that worked has made, in the form that the engine's customizations have. */
  transforms: readonly Readonly<{ method: Method; path: string }>[]
  alignments: readonly UtteranceAlignment[]
  audioTicks: number
  /** Names and versions of the tools used, for the recipe. */
  tools: Readonly<Record<string, string>>
}>

export interface AcousticAdapter {
  /** Aligns, then estimates what `methods` name, in `outputDirectory`, in the background. Methods are the engine's own. Deterministic. */
  adapt<Method extends string>(
    request: Readonly<{
      model: RecognitionModel
      utterances: readonly TranscribedUtterance[]
      methods: readonly Method[]
      outputDirectory: string
    }>,
    work?: TaskOptions
  ): Promise<Adaptation<Method>>
}
