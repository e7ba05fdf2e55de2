/** Options: what is kept and shown of answers. @module */
import { AREA, ENTITY, option } from './option.ts'

export const outputs = {
  outputId: option({
    words: `${AREA} output ${ENTITY} id`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the id as @NAME'
  }),
  outputUrl: option({
    words: `${AREA} output ${ENTITY} (url|self)`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the address as @NAME'
  }),
  addId: option({
    words: `${AREA} output add ${ENTITY} id`,
    value: '@NAME',
    group: 'Output',
    says: 'adds the id to @NAME as a line'
  }),
  addUrl: option({
    words: `${AREA} output add ${ENTITY} url`,
    value: '@NAME',
    group: 'Output',
    says: 'adds the address to @NAME as a line'
  }),
  outputIds: option({
    words: `${AREA} output ${ENTITY} ids`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the ids listed, a line each'
  }),
  outputUrls: option({
    words: `${AREA} output ${ENTITY} urls`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the addresses listed, a line each'
  }),
  lastId: option({
    words: `${AREA} output last ${ENTITY} id`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the last id listed'
  }),
  lastUrl: option({
    words: `${AREA} output last ${ENTITY} url`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the last address listed'
  }),
  outputJson: option({
    words: `${AREA} output json [file]`,
    value: 'FILE',
    group: 'Output',
    says: 'writes the answer to a file as JSON; - is standard output'
  }),
  outputFile: option({
    words: `${AREA} output file`,
    value: 'FILE',
    group: 'Output',
    says: 'writes what is received to a file; - is standard output'
  }),
  outputSrt: option({
    words: `${AREA} output srt [file] [name]`,
    value: '[FILE]',
    group: 'Output',
    says: 'subtitles; output.NAME.srt when no file is named; {id} in a name is the recording'
  }),
  outputVtt: option({
    words: `${AREA} output vtt [file] [name]`,
    value: '[FILE]',
    group: 'Output',
    says: 'WebVTT; output.NAME.vtt when no file is named; {id} in a name is the recording'
  }),
  outputTsv: option({
    words: `${AREA} output tsv [file]`,
    value: '[FILE]',
    group: 'Output',
    says: 'lines of file, tab, text; output.tsv when no file is named'
  }),
  outputBatch: option({
    words: `${AREA} output batch [json]`,
    value: '[true|false]',
    group: 'Output',
    says: 'results with all their forms, as output.{id}.{run.time}.json'
  }),
  outputBatchFile: option({
    words: `${AREA} output batch file [name]`,
    value: 'FILE',
    group: 'Output',
    says: 'the same as that file'
  }),
  outputAll: option({
    words: `${AREA} output all`,
    value: 'COLUMN',
    many: true,
    open: true,
    group: 'Output',
    says: 'a table, a line a recording: id, sessionid, text, itn text, lexical text, offset, duration, resultid, reason, json, recognizing text; file NAME, file type tsv|json, file has header true|false'
  }),
  outputEach: option({
    words: `${AREA} output each`,
    value: 'COLUMN',
    many: true,
    open: true,
    group: 'Output',
    says: 'the same with a line for each phrase, and for each text on the way to one where recognizing is asked for'
  }),
  json: option({ words: 'json', value: '[true|false]', group: 'Output', says: 'JSON, on a terminal too' }),
  table: option({
    words: '[output] table',
    value: '[true|false]',
    group: 'Output',
    says: 'a table, off a terminal too'
  }),
  quiet: option({
    words: 'quiet',
    value: '[true|false]',
    group: 'Output',
    says: 'no progress and no remarks, and nothing on standard output that an option writes elsewhere'
  })
} as const
