/** `demo`: the whole cycle on a service of its own. @module */
import { option } from '../command-line/option.ts'
import { runServiceProcess } from '../execution/service-process.ts'
import type { TopLevelCommand } from './command.ts'

const quick = option({
  name: 'quick',
  help: 'Train on text and pronunciations only and use a short test: 30 seconds instead of 3 minutes'
})
const exit = option({ name: 'exit', help: 'Stop the service at the end' })

export const demo: TopLevelCommand = {
  section: 'Start',
  path: 'demo',
  summary: 'Train, evaluate and deploy a sample model',
  notes: ['Starts a separate service, and removes its data at the end.'],
  options: [quick, exit],
  groups: [],
  examples: [{ line: 'demo --quick --exit' }],
  run: (context) =>
    runServiceProcess(
      'demo/main',
      [...(context.has(quick) ? ['--quick'] : []), ...(context.has(exit) ? ['--exit'] : [])],
      {}
    )
}
