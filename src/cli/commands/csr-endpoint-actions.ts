/** `csr endpoint pause`, `resume` and `rollback`. @module */
import { id, resourceReference, wait } from '../options/resource.ts'
import { postAction } from '../resources/resource-actions.ts'
import { RESOURCES } from '../resources/resources.ts'
import type { Command } from './command.ts'
import { RESOURCE_OUTPUT, SCRIPTABLE } from './shared-options.ts'

const SUMMARIES = {
  pause: 'Reject requests to an endpoint until it is resumed',
  resume: 'Accept requests to a paused endpoint again',
  rollback: 'Return an endpoint to the model that it used before'
} as const

export const csrEndpointActions: readonly Command[] = (['pause', 'resume', 'rollback'] as const).map(
  (action) => ({
    path: `csr endpoint ${action}`,
    summary: SUMMARIES[action],
    options: [id, resourceReference.endpoint, wait],
    groups: [...RESOURCE_OUTPUT, ...SCRIPTABLE],
    examples: [{ line: `csr endpoint ${action} --endpoint @my.cid` }],
    run: (context) => postAction(context, RESOURCES.endpoint, action)
  })
)
