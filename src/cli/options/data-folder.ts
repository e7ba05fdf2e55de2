/** Options: the data folder of the service, for commands that run on its machine. @module */
import { option } from '../command-line/option.ts'

export const dataFolder = option({
  name: 'data dir',
  value: 'FOLDER',
  default: 'VERNACULAR_DATA_DIR, then ./data',
  help: 'Data folder of the service'
})
