/** Options: what to save and how to print results. @module */
import { AREA, option, optionGroup, RESOURCE } from '../command-line/option.ts'

/** For commands that create, change or show one resource. */
export const references = optionGroup('Output', {
  id: {
    name: `${AREA} output ${RESOURCE} id`,
    value: '@NAME',
    keepsAt: true,
    help: 'Save the ID as @NAME'
  },
  url: {
    name: `${AREA} output ${RESOURCE} (url|self)`,
    value: '@NAME',
    keepsAt: true,
    help: 'Save the URL as @NAME'
  },
  addId: {
    name: `${AREA} output add ${RESOURCE} id`,
    value: '@NAME',
    keepsAt: true,
    help: 'Append the ID to @NAME as a new line'
  },
  addUrl: {
    name: `${AREA} output add ${RESOURCE} url`,
    value: '@NAME',
    keepsAt: true,
    help: 'Append the URL to @NAME as a new line'
  }
})

/** For commands that list resources. */
export const listReferences = optionGroup('Output', {
  ids: {
    name: `${AREA} output ${RESOURCE} ids`,
    value: '@NAME',
    keepsAt: true,
    help: 'Save the listed IDs as @NAME, one per line'
  },
  urls: {
    name: `${AREA} output ${RESOURCE} urls`,
    value: '@NAME',
    keepsAt: true,
    help: 'Save the listed URLs as @NAME, one per line'
  },
  lastId: {
    name: `${AREA} output last ${RESOURCE} id`,
    value: '@NAME',
    keepsAt: true,
    help: 'Save the last listed ID as @NAME'
  },
  lastUrl: {
    name: `${AREA} output last ${RESOURCE} url`,
    value: '@NAME',
    keepsAt: true,
    help: 'Save the last listed URL as @NAME'
  }
})

export const outputJson = option({
  name: `${AREA} output json [file]`,
  value: 'FILE',
  keepsAt: true,
  heading: 'Output',
  help: 'Write the result as JSON to FILE; - is standard output'
})

export const outputFile = option({
  name: `${AREA} output file`,
  value: 'FILE',
  keepsAt: true,
  heading: 'Output',
  help: 'Write what the service returns to FILE; - is standard output'
})

/** How results are printed. */
export const display = optionGroup('Output', {
  json: {
    name: 'json',
    value: '[true|false]',
    help: 'Print JSON, also on a terminal'
  },
  table: {
    name: '[output] table',
    value: '[true|false]',
    help: 'Print a table, also when the output is not a terminal'
  },
  quiet: {
    name: 'quiet',
    value: '[true|false]',
    help: 'Print no progress or messages, and no result unless --json or --table is given'
  }
})
