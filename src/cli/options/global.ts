/** Options of every csr, batch and recognize command: files, traces, saving the call. @module */
import { AREA, optionGroup } from '../command-line/option.ts'

export const globalOptions = optionGroup('Advanced', {
  inputPath: {
    name: '[x] input path',
    value: 'FOLDER',
    default: 'the current folder',
    help: 'Folder to read files from'
  },
  outputPath: {
    name: `${AREA} [x] output path`,
    value: 'FOLDER',
    default: 'the current folder',
    keepsAt: true,
    help: 'Folder to write files to'
  },
  outputRequest: {
    name: `${AREA} output request [file]`,
    value: 'FILE',
    keepsAt: true,
    help: 'Write the HTTP requests to FILE, without the key; - is standard output'
  },
  outputZip: {
    name: '[x] output zip [file]',
    value: 'FILE',
    keepsAt: true,
    help: 'Also pack all written files into a zip file'
  },
  verbose: {
    name: '[x] verbose',
    value: '[true|false]',
    help: 'Print each request with its status and duration'
  },
  save: {
    name: '[x] [command] save [as] [file]',
    value: 'FILE',
    keepsAt: true,
    help: 'Save the options to FILE instead of running; run them later with @FILE'
  },
  zip: {
    name: '[x] [command] zip [as] [file]',
    value: 'FILE',
    keepsAt: true,
    help: 'Pack the command and its input files with a run.sh for another machine, without the key'
  },
  noDefaults: {
    name: 'nodefaults',
    value: '[true|false]',
    help: 'Ignore the options saved in @my.defaults'
  },
  pause: {
    name: '[x] pause',
    value: '[true|false]',
    help: 'Wait for Enter at the end, on a terminal'
  },
  clearScreen: {
    name: '[x] cls',
    value: '[true|false]',
    help: 'Clear the terminal first'
  }
})
