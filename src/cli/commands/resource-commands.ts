/** The commands that each resource has: create, update, delete, status, list and, where it applies, cancel and download. @module */
import type { Option } from '../command-line/option.ts'
import { outputFile } from '../options/outputs.ts'
import { file, id, property, resourceReference, wait } from '../options/resource.ts'
import { contentUrl, downloadFiles } from '../resources/download-files.ts'
import { lists } from '../resources/list-options.ts'
import { LIST_FLAGS, listResources } from '../resources/list-resources.ts'
import {
  createResource,
  deleteResource,
  postAction,
  showStatus,
  updateResource
} from '../resources/resource-actions.ts'
import { RESOURCES, type Resource, type ResourceName } from '../resources/resources.ts'
import type { Command, Example } from './command.ts'
import { LIST_OUTPUT, RESOURCE_OUTPUT, SCRIPTABLE } from './shared-options.ts'

const CREATE_EXAMPLES: Readonly<Record<ResourceName, readonly Example[]>> = {
  project: [{ line: 'csr project create --name Calls --output id @my.project' }],
  dataset: [
    {
      comment: 'The service downloads the data',
      line: 'csr dataset create --name Text --kind Language --content https://example.org/domain.txt --wait'
    }
  ],
  model: [
    {
      comment: 'Train on the datasets saved as @my.datasets.txt',
      line: 'csr model create --name Calls --datasets @my.datasets.txt --output url @my.model.txt --wait'
    },
    { comment: 'Train on a text file', line: 'csr model create --name Calls --text @domain.txt --wait' }
  ],
  evaluation: [
    {
      comment: 'Compare two models on the same audio',
      line: 'csr evaluation create --name Compare --model1 @base.txt --model2 @my.model.txt --dataset @my.test --wait'
    }
  ],
  endpoint: [
    {
      comment: 'Deploy a model for recognize --endpoint',
      line: 'csr endpoint create --name Calls --model @my.model.txt --output id @my.cid --wait'
    }
  ],
  transcription: [
    {
      comment: 'Transcribe two recordings, with word times',
      line: 'batch transcription create --name Monday --content "https://example.org/1.wav;https://example.org/2.wav" --word level timing --output url @t --wait'
    }
  ],
  webhook: [
    {
      comment: 'Notify a server when models and evaluations are finished',
      line: 'csr webhook create --name Done --url https://example.org/done --events "modelCompletion;evaluationCompletion" --secret SECRET --wait'
    }
  ]
}

const label = ({ name }: Resource): string => (name === 'webhook' ? 'web hook' : name)
const labels = ({ name, plural }: Resource): string => (name === 'webhook' ? 'web hooks' : plural)
const withArticle = (resource: Resource): string =>
  `${/^[aeiou]/.test(resource.name) ? 'an' : 'a'} ${label(resource)}`

const fieldOptions = (fields: Resource['create']): readonly Option[] => fields.map(({ option }) => option)
const unique = (options: readonly Option[]): readonly Option[] => [...new Set(options)]

const hasProperties = ({ name }: Resource): boolean => name !== 'project' && name !== 'webhook'

export function resourceCommands(name: ResourceName): readonly Command[] {
  const resource = RESOURCES[name]
  const at = `${resource.area} ${name}`
  const selected: readonly Option[] = [id, resourceReference[name]]
  const selection = `--${name} 7a2c…`
  const waiting = resource.hasWork ? [wait] : []
  const properties = hasProperties(resource) ? [property] : []
  const commands: Command[] = [
    {
      path: `${at} create`,
      summary: `Create ${withArticle(resource)}`,
      options: unique([...fieldOptions(resource.create), ...properties, ...waiting]),
      groups: [...RESOURCE_OUTPUT, ...SCRIPTABLE],
      examples: CREATE_EXAMPLES[name],
      run: (context) => createResource(context, resource)
    },
    updateCommand(resource, at, selection, [
      ...selected,
      ...fieldOptions(resource.update),
      ...properties,
      ...waiting
    ]),
    {
      path: `${at} delete`,
      summary: `Delete ${withArticle(resource)}${name === 'endpoint' ? ', or its logs' : ''}`,
      options: [...(name === 'endpoint' ? [file, lists.logs] : []), ...selected],
      groups: SCRIPTABLE,
      examples: [
        { line: `${at} delete ${selection}` },
        { comment: 'All resources in a list', line: `${at} delete --foreach ${name} in @ids.tsv` },
        ...(name === 'endpoint'
          ? [{ comment: 'Delete the logs and keep the endpoint', line: `${at} delete ${selection} --logs` }]
          : [])
      ],
      run: (context) => deleteResource(context, resource)
    },
    {
      path: `${at} status`,
      summary: `Show ${withArticle(resource)}${resource.hasWork ? '; with --wait, wait until its work ends' : ''}`,
      options: [...selected, wait],
      groups: [...RESOURCE_OUTPUT, ...SCRIPTABLE],
      examples: [
        { line: `${at} status ${selection}` },
        ...(resource.hasWork
          ? [{ comment: 'Wait until the work ends', line: `${at} status ${selection} --wait` }]
          : [])
      ],
      run: (context) => showStatus(context, resource)
    },
    {
      path: `${at} list`,
      summary: `List ${labels(resource)}${resource.hasFiles ? ', or the files of one' : ''}`,
      options: [...listOptions(resource), lists.languages, lists.top, lists.skip, lists.filter],
      groups: [...LIST_OUTPUT, ...SCRIPTABLE],
      examples: [
        { line: `${at} list` },
        ...(resource.hasFiles
          ? [{ comment: `The files of ${withArticle(resource)}`, line: `${at} list --files ${selection}` }]
          : [])
      ],
      run: (context) => listResources(context, name)
    }
  ]
  if (resource.hasWork && name !== 'endpoint' && name !== 'webhook') {
    commands.push({
      path: `${at} cancel`,
      summary: `Cancel the work on ${withArticle(resource)}`,
      options: selected,
      groups: SCRIPTABLE,
      examples: [{ line: `${at} cancel ${selection}` }],
      run: (context) => postAction(context, resource, 'cancel')
    })
  }
  if (resource.hasFiles || name === 'endpoint') {
    commands.push({
      path: `${at} download`,
      summary: `Download the ${name === 'endpoint' ? 'logs' : 'files'} of ${withArticle(resource)}`,
      options: [...selected, file, contentUrl],
      groups: [{ outputFile }, ...SCRIPTABLE],
      examples: [
        { comment: 'All files into a folder', line: `${at} download ${selection} --output path files` }
      ],
      run: (context) => downloadFiles(context, name)
    })
  }
  return commands
}

function updateCommand(
  resource: Resource,
  at: string,
  selection: string,
  options: readonly Option[]
): Command {
  return {
    path: `${at} update`,
    summary: `Change properties of ${withArticle(resource)}`,
    options: unique(options),
    groups: [...RESOURCE_OUTPUT, ...SCRIPTABLE],
    examples: [
      resource.name === 'endpoint'
        ? {
            comment: 'Switch to another model without downtime',
            line: 'csr endpoint update --endpoint @my.cid --model @new.model --wait'
          }
        : { comment: 'Rename it', line: `${at} update ${selection} --name "New name"` }
    ],
    ...(resource.name === 'webhook'
      ? { notes: ['Without --secret, an update turns signing off, as in Azure.'] }
      : {}),
    run: (context) => updateResource(context, resource)
  }
}

function listOptions(resource: Resource): readonly Option[] {
  const { name } = resource
  if (name === 'project') return [lists.projects]
  return [
    LIST_FLAGS[name],
    ...(name === 'model' ? [lists.baseModels] : []),
    ...(name === 'endpoint' ? [lists.logs] : []),
    ...(name === 'webhook' ? [] : [resourceReference[name], resourceReference.project]),
    ...(resource.hasFiles ? [lists.files] : [])
  ]
}
