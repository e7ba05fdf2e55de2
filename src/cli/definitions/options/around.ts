/** Options of almost every command: where its files lie, what it tells of its work, and how it is kept for later. @module */
import { AREA, option } from './option.ts'

export const around = {
  inputPath: option({
    words: '[x] input path',
    value: 'FOLDER',
    group: 'Advanced',
    says: 'where files that are read lie, and files named by @'
  }),
  outputPath: option({
    words: `${AREA} [x] output path`,
    value: 'FOLDER',
    group: 'Advanced',
    says: 'where files are written; here when absent'
  }),
  outputRequest: option({
    words: `${AREA} output request [file]`,
    value: 'FILE',
    group: 'Advanced',
    says: 'writes the HTTP requests to a file, the key left out; - is standard output'
  }),
  outputZip: option({
    words: '[x] output zip [file]',
    value: 'FILE',
    group: 'Advanced',
    says: 'what was written to files, in a zip too'
  }),
  verbose: option({
    words: '[x] verbose',
    value: '[true|false]',
    group: 'Advanced',
    says: 'tells each request and its answer'
  }),
  save: option({
    words: '[x] [command] save [as] [file]',
    value: 'FILE',
    group: 'Advanced',
    says: 'writes the options to a file and runs nothing; the command with @FILE runs it'
  }),
  zip: option({
    words: '[x] [command] zip [as] [file]',
    value: 'FILE',
    group: 'Advanced',
    says: 'the same as a zip with run.sh and the files it reads, for another machine; the key stays here'
  }),
  noDefaults: option({
    words: 'nodefaults',
    value: '[true|false]',
    group: 'Advanced',
    says: 'leaves @my.defaults out'
  }),
  pauseAtEnd: option({
    words: '[x] pause',
    value: '[true|false]',
    group: 'Advanced',
    says: 'waits for Enter at the end, on a terminal'
  }),
  clearScreen: option({
    words: '[x] cls',
    value: '[true|false]',
    group: 'Advanced',
    says: 'clears the terminal first'
  })
} as const
