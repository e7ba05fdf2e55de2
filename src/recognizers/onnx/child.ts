/** A recognition child of the neural engine: it loads one base model, once, for all of its streams. @module */
import { serveParent } from '../pool/serve-parent.ts'
import type { RecognitionModel } from '../recognizer.ts'
import { Decoding } from './decoding/decoding.ts'
import { type LoadedBase, loadBase } from './load-base.ts'
import type { ChildSettings, DecodingRequest, Tasks } from './tasks.ts'

const [settings = '{}', purpose] = process.argv.slice(2)
const { folder }: ChildSettings = JSON.parse(settings)

let loading: Promise<LoadedBase> | undefined
const base = (): Promise<LoadedBase> => {
  loading ??= loadBase(folder)
  return loading
}
// Its failure is told to whoever opens a stream.
if (purpose !== 'trial') base().catch(() => undefined)

serveParent<Tasks, DecodingRequest>({
  open: async (model, request, onEvent) => {
    const { phrases, fusions } = await base()
    const fusion = await fusions.of(model, request.phraseList)
    const decoding = new Decoding(phrases, fusion, request, onEvent)
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
      await decodeTrialAudio({ base: folder })
      return (await base()).inspected
    }
  }
})

/** A second of a tone that glides: it need not be recognized as anything. */
async function decodeTrialAudio(model: RecognitionModel): Promise<void> {
  const { phrases, fusions } = await base()
  const phrase = phrases.openPhrase(await fusions.of(model, undefined), 1)
  phrase.accept(Float32Array.from({ length: 16_000 }, (_, at) => 0.1 * Math.sin(at * (0.1 + at * 1e-6))))
  phrase.finish()
  while (await phrase.advanceToEnd());
  phrase.alternatives(1)
}
