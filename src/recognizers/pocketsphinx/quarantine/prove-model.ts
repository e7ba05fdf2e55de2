/** The trial of a custom model, within the child that it may end. @module */
import { ArpaUnreadable, checkArpa } from '../../../speech/language-model/index.ts'
import { ModelUnusable } from '../../errors.ts'
import type { RecognitionModel } from '../../recognizer.ts'
import { checkAcoustics } from '../checks/check-acoustics.ts'
import { checkLexicon } from '../checks/check-lexicon.ts'
import { fileLines } from '../checks/file-lines.ts'
import type { ChildResources } from '../child-resources.ts'
import { ngramGmmParts } from '../customization.ts'
import { phonesOf } from '../dictionary.ts'
import { ARPA_LIMITS } from '../language-models.ts'
import { trialAudio } from './trial-audio.ts'

/** @throws ModelUnusable */
export async function proveModel(
  model: RecognitionModel,
  tools: ChildResources,
  atWork: () => void
): Promise<null> {
  atWork()
  checkFiles(model, tools)
  decodeTrialAudio(model, tools)
  return null
}

function checkFiles(model: RecognitionModel, { files }: ChildResources): void {
  const { languageModel, lexiconPath, acoustic } = ngramGmmParts(model)
  try {
    if (languageModel) checkLanguageModel(languageModel.arpaPath)
    if (lexiconPath !== undefined) checkLexicon(lexiconPath, phonesOf(files.dictionary))
    if (acoustic) checkAcoustics(acoustic.method, acoustic.path, files.acousticModel)
  } catch (error) {
    // A part that is a folder, or that went away meanwhile.
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new ModelUnusable(`A file of the model cannot be read: ${error.message}`, { cause: error })
  }
}

function checkLanguageModel(path: string): void {
  try {
    checkArpa(fileLines(path, 'language model', ARPA_LIMITS))
  } catch (error) {
    if (!(error instanceof ArpaUnreadable)) throw error
    const { line, found, accepted } = error
    throw new ModelUnusable(
      `The language model ${path}, line ${line}: found ${JSON.stringify(found.slice(0, 80))}; ${accepted}`,
      { cause: error }
    )
  }
}

function decodeTrialAudio(model: RecognitionModel, { library, decoders }: ChildResources): void {
  // Both passes, so that all code that reads the model runs.
  const { decoder } = decoders().lend(model, { live: false })
  const samples = trialAudio()
  library.startStream(decoder)
  const done =
    library.startUtterance(decoder) >= 0 &&
    library.processRaw(decoder, samples, samples.length, 0, 1) >= 0 &&
    library.endUtterance(decoder) >= 0
  if (!done || library.framesOf(decoder) === 0) {
    throw new ModelUnusable('The decoder fails on a second of audio with this model')
  }
  library.hypothesis(decoder, null)
}
