/** PocketSphinx's recognition child: the only kind of process that calls the C library. @module */
import { serveParent } from '../pool/serve-parent.ts'
import type { BaseModelFiles } from './base-model.ts'
import { type DecoderLease, Decoders } from './decoders.ts'
import { Decoding } from './decoding.ts'
import { openLibrary } from './library.ts'
import type { DecodingRequest } from './phrase-models.ts'
import { taskHandlers } from './task-handlers.ts'
import type { Tasks } from './tasks.ts'

const [modelFiles = '', purpose] = process.argv.slice(2)
const library = openLibrary()
// The C library's log adds nothing to the typed errors; on standard error it would drown the service's own.
library.setLogFile('/dev/null')
const files: BaseModelFiles = JSON.parse(modelFiles)
let made: Decoders | undefined
/** Made at the start, but in a process for a trial: there a model whose files are not accepted needs none. */
const decoders = (): Decoders => {
  made ??= new Decoders(library, files)
  return made
}
if (purpose !== 'trial') decoders()

serveParent<Tasks, DecodingRequest>({
  open: (model, request, onEvent) => {
    const lease: DecoderLease = decoders().lend(model, {
      live: request.partials,
      phrases: request.phraseModel
    })
    try {
      const decoding = new Decoding(library, lease, request, onEvent)
      return {
        decoding,
        close: () => {
          decoding.stop()
          decoders().giveBack(lease)
        },
        discard: () => decoders().discard(lease)
      }
    } catch (error) {
      decoders().discard(lease)
      throw error
    }
  },
  tasks: taskHandlers({ library, files, decoders })
})
