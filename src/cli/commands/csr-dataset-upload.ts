/** `csr dataset upload`: a file becomes a dataset. @module */
import { basename } from 'node:path'
import { UsageError } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { data, description, email, id, language, name, resourceReference, wait } from '../options/resource.ts'
import { saveReferences } from '../output/save-output.ts'
import { requestBody } from '../resources/request-body.ts'
import { waitAndShow } from '../resources/resource-actions.ts'
import { dataKind } from '../resources/resource-options.ts'
import { RESOURCES } from '../resources/resources.ts'
import type { Entity, ServiceClient } from '../service/service-client.ts'
import { sendBlocks, sizeOf } from '../workflow/upload-blocks.ts'
import type { Command } from './command.ts'
import { RESOURCE_OUTPUT, SCRIPTABLE } from './shared-options.ts'

export const csrDatasetUpload: Command = {
  path: 'csr dataset upload',
  summary: 'Upload a file as a dataset',
  notes: ['Sends blocks of 8 MiB. After a broken connection it retries; a later call can resume.'],
  options: [
    data,
    dataKind,
    name,
    description,
    language,
    resourceReference.project,
    resourceReference.dataset,
    id,
    email,
    wait
  ],
  groups: [...RESOURCE_OUTPUT, ...SCRIPTABLE],
  examples: [
    {
      comment: 'Text',
      line: 'csr dataset upload --name Text --kind Language --data domain.txt --output url @my.datasets.txt --wait'
    },
    {
      comment: 'Audio with transcripts, added to the same list',
      line: 'csr dataset upload --name Audio --kind Acoustic --data audio.zip --output add url @my.datasets.txt --wait'
    },
    {
      comment: 'Resume an upload that was interrupted',
      line: 'csr dataset upload --dataset 7a2c… --data audio.zip --wait'
    }
  ],
  run: uploadDataset
}

async function uploadDataset(context: CommandContext): Promise<number | undefined> {
  const path = context.inputPath(context.require(data))
  const size = await sizeOf(path)
  const service = await context.service()
  const resumed = context.value(resourceReference.dataset) ?? context.value(id)
  const dataset =
    resumed === undefined
      ? await createDataset(context, service, path)
      : await service.json(service.addressOf('datasets', resumed))
  await saveReferences(context, dataset)
  await sendBlocks(service, dataset, path, size)
  return waitAndShow(context, RESOURCES.dataset, service, await service.json(dataset.self))
}

async function createDataset(context: CommandContext, service: ServiceClient, path: string): Promise<Entity> {
  const body = requestBody(context, RESOURCES.dataset.create, service)
  if (body.contentUrl !== undefined) {
    throw new UsageError('upload sends the file in --data. To import from a URL, use csr dataset create.')
  }
  const kind = context.require(dataKind)
  const json = { locale: 'en-US', ...body, kind, displayName: body.displayName ?? basename(path) }
  return service.json('/datasets', { method: 'POST', json })
}
