/** A recognition child of the neural engine: it loads one base model, once, for all of its streams. @module */
import { serveParent } from '../pool/serve-parent.ts'
import type { RecognitionModel } from '../recognizer.ts'
import { Decoding } from './decoding/decoding.ts'
import { Fusions } from './decoding/fusions.ts'
import { PhraseDecoder } from './decoding/phrase-decoder.ts'
import { FAMILIES } from './families/index.ts'
import { loadModel } from './load-model.ts'
import type { ChildSettings, DecodingRequest, Tasks } from './tasks.ts'

const [settings = '{}', purpose] = process.argv.slice(2)
const { folder }: ChildSettings = JSON.parse(settings)

const load = async () => {
  const acoustic = await loadModel(folder)
  return { acoustic, fusions: new Fusions(acoustic.vocabulary) }
}
let loading: ReturnType<typeof load> | undefined
const base = (): ReturnType<typeof load> => {
  loading ??= load()
  return loading
}
// Its failure is told to whoever opens a stream.
if (purpose !== 'trial') base().catch(() => undefined)

serveParent<Tasks, DecodingRequest>({
  open: async (model, request, onEvent) => {
    const { acoustic, fusions } = await base()
    const fusion = await fusions.of(model, request.phraseList)
    const decoding = new Decoding(acoustic, fusion, request, onEvent)
    return { decoding, close: () => decoding.close(), discard: () => decoding.close() }
  },
  tasks: {
    prove: async ({ model }, { atWork }) => {
      atWork()
      await decodeTrialAudio(model)
      return null
    },
    inspect: async (_, { atWork }) => {
      atWork()
      const { acoustic } = await base()
      await decodeTrialAudio({ base: folder })
      const family = FAMILIES.find(({ name }) => name === acoustic.family)
      return {
        architecture: family?.title ?? acoustic.family,
        streaming: acoustic.streaming,
        sampleRate: family?.sampleRate ?? 16_000,
        tokens: acoustic.vocabulary.tokens.length
      }
    }
  }
})

/** A second of a tone that glides: it need not be recognized as anything. */
async function decodeTrialAudio(model: RecognitionModel): Promise<void> {
  const { acoustic, fusions } = await base()
  const decoder = new PhraseDecoder(acoustic, await fusions.of(model, undefined))
  decoder.accept(Float32Array.from({ length: 16_000 }, (_, at) => 0.1 * Math.sin(at * (0.1 + at * 1e-6))))
  decoder.finish()
  while (await decoder.advanceToEnd());
  decoder.alternatives(1)
}
