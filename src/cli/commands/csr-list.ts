/** `csr list`: any resource, selected by a flag. @module */
import { resourceReference } from '../options/resource.ts'
import { lists } from '../resources/list-options.ts'
import { listResources } from '../resources/list-resources.ts'
import type { Command } from './command.ts'
import { LIST_OUTPUT, SCRIPTABLE } from './shared-options.ts'

const { project, dataset, model, evaluation, endpoint, transcription } = resourceReference

export const csrList: Command = {
  path: 'csr list',
  summary: 'List the resources selected by a flag',
  options: [...Object.values(lists), project, dataset, model, evaluation, endpoint, transcription],
  groups: [...LIST_OUTPUT, ...SCRIPTABLE],
  examples: [
    { comment: 'Base models', line: 'csr list --base models' },
    { comment: 'Models of a project', line: 'csr list --models --project @my.project' },
    { comment: 'Datasets whose import failed', line: `csr list --datasets --filter "status eq 'Failed'"` }
  ],
  run: (context) => listResources(context, undefined)
}
