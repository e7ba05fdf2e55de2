import { describe } from 'vitest'
import { engineContract } from '../contract.ts'
import { createPocketSphinxEngine } from './engine.ts'

describe('PocketSphinx keeps the engine contract', () => {
  engineContract(
    (children, streamsPerChild) =>
      createPocketSphinxEngine({ children, ...(streamsPerChild === undefined ? {} : { streamsPerChild }) }),
    { base: 'pocketsphinx-en-us', phones: 'Z AO R K AH L B IY' }
  )
})
