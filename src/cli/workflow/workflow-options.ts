/** The options that `train` and `evaluate` share. @module */
import { option } from '../command-line/option.ts'

export const testData = option({
  name: 'test',
  value: 'PATH|ID|URL',
  help: 'Test data: a folder of audio with transcripts, a .zip, or a dataset'
})
