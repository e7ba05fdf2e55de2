/** All families, in the order in which files are compared with them. @module */
import type { Family } from './family.ts'
import { nemoCtc } from './nemo-ctc.ts'
import { nemoStreamingCtc } from './nemo-streaming-ctc.ts'
import { nemoStreamingTransducer } from './nemo-streaming-transducer.ts'
import { nemoTransducer } from './nemo-transducer.ts'
import { wenetPhraseCtc, zipformerCtc } from './phrase-ctc.ts'
import { tOneCtc } from './t-one-ctc.ts'
import { wenetStreamingCtc } from './wenet-streaming-ctc.ts'
import { zipformerTransducer } from './zipformer-transducer.ts'
import { zipformer2Ctc } from './zipformer2-ctc.ts'
import { zipformer2Transducer } from './zipformer2-transducer.ts'

export const FAMILIES: readonly Family[] = [
  zipformer2Ctc,
  zipformer2Transducer,
  nemoStreamingCtc,
  nemoStreamingTransducer,
  nemoCtc,
  nemoTransducer,
  zipformerCtc,
  zipformerTransducer,
  wenetStreamingCtc,
  wenetPhraseCtc,
  tOneCtc
]
