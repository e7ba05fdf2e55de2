/** `csr webhook ping` and `test`. @module */
import { id, resourceReference } from '../options/resource.ts'
import { postAction } from '../resources/resource-actions.ts'
import { RESOURCES } from '../resources/resources.ts'
import type { Command } from './command.ts'
import { SCRIPTABLE } from './shared-options.ts'

const SUMMARIES = {
  ping: 'Send a ping event to the receiver of a web hook',
  test: 'Send the latest event of each type again'
} as const

export const csrWebhookActions: readonly Command[] = (['ping', 'test'] as const).map((action) => ({
  path: `csr webhook ${action}`,
  summary: SUMMARIES[action],
  options: [id, resourceReference.webhook],
  groups: SCRIPTABLE,
  examples: [{ line: `csr webhook ${action} --webhook 7a2c…` }],
  run: (context) => postAction(context, RESOURCES.webhook, action)
}))
