import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Model } from '../models/index.ts'
import { JobRejected } from '../platform/index.ts'
import { combineEngines, type Engine, ModelUnusable } from '../recognizers/index.ts'
import { normalizerFor } from '../speech/text/index.ts'
import { trainModel } from './train-model.ts'

const now = new Date(0)
const model: Model = {
  id: 'm',
  displayName: 'orders',
  base: 'plain',
  locale: 'en-US',
  datasetIds: [],
  text: 'lower the davit',
  status: 'Running',
  createdDateTime: now,
  lastActionDateTime: now
}

/** It recognizes and can do nothing else, though its family has a recipe. */
const plainEngine: Engine = {
  name: 'plain',
  baseModels: [
    {
      family: 'ngram-gmm',
      name: 'plain',
      locale: 'en-US',
      release: '20260101',
      description: 'Plain',
      adaptsWith: ['Language'],
      adaptationOptions: []
    }
  ],
  requirements: [],
  open: () => Promise.reject(new ModelUnusable('not opened here')),
  readCustomization: () => ({ format: 'plain', version: 1, files: [] }),
  prove: () => Promise.resolve(),
  bans: () => [],
  capabilities: () => ({}),
  testRecordings: () => Promise.resolve([]),
  children: () => [],
  close: () => Promise.resolve()
}
const none = (): never => {
  throw new Error('a model without datasets reads none')
}
const datasets = {
  get: none,
  contentHash: none,
  formattingRules: none,
  pronunciations: none,
  sentences: none,
  structured: none,
  utterances: none
}

test('a training that needs more than the engine of its base model can do says so to the customer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-train-model-'))
  const engine = combineEngines([plainEngine])
  const context = { signal: new AbortController().signal, progress: () => undefined }
  const folders = { directory: folder, scratch: folder }
  try {
    const training = trainModel({ engine, datasets, normalizerFor }, model, folders, context)
    await expect(training).rejects.toBeInstanceOf(JobRejected)
    await expect(training).rejects.toMatchObject({
      code: 'InvalidBaseModel',
      message: 'The base model plain cannot tell how words are pronounced. Use another base model.'
    })
  } finally {
    await rm(folder, { recursive: true })
  }
})
