/** Every command. To add one, write a file in this folder and add it to `ENTRIES`. @module */
import { backup, restore } from './backup.ts'
import { baseModel } from './base-model.ts'
import type { Command, CommandFamily, TopLevelCommand } from './command.ts'
import { completion } from './completion.ts'
import { config } from './config.ts'
import { csrDatasetReport, csrDatasetValidate } from './csr-dataset-report.ts'
import { csrDatasetUpload } from './csr-dataset-upload.ts'
import { csrDownload } from './csr-download.ts'
import { csrEndpointActions } from './csr-endpoint-actions.ts'
import { csrEndpointUsage } from './csr-endpoint-usage.ts'
import { csrEvaluationShow } from './csr-evaluation-show.ts'
import { csrList } from './csr-list.ts'
import { csrModelCopy } from './csr-model-copy.ts'
import { csrWebhookActions } from './csr-webhook-actions.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { evaluate } from './evaluate.ts'
import { init } from './init.ts'
import { key } from './key.ts'
import { model } from './model.ts'
import { quality } from './quality.ts'
import { recognize } from './recognize.ts'
import { resourceCommands } from './resource-commands.ts'
import { score } from './score.ts'
import { serve, worker } from './serve.ts'
import { train } from './train.ts'

const csr: CommandFamily = {
  name: 'csr',
  section: 'Manage',
  summary: 'Manage projects, datasets, models, evaluations, endpoints',
  commands: [
    csrList,
    csrDownload,
    ...resourceCommands('project'),
    csrDatasetUpload,
    csrDatasetValidate,
    csrDatasetReport,
    ...resourceCommands('dataset'),
    ...resourceCommands('model'),
    csrModelCopy,
    ...resourceCommands('evaluation'),
    csrEvaluationShow,
    ...resourceCommands('endpoint'),
    ...csrEndpointActions,
    ...csrEndpointUsage,
    ...resourceCommands('webhook'),
    ...csrWebhookActions
  ]
}

const batch: CommandFamily = {
  name: 'batch',
  section: 'Recognize',
  summary: 'Transcribe many recordings in the background',
  commands: resourceCommands('transcription')
}

/** In the order of help, within each section. */
export const ENTRIES: readonly (TopLevelCommand | CommandFamily)[] = [
  demo,
  serve,
  worker,
  init,
  doctor,
  train,
  evaluate,
  quality,
  score,
  recognize,
  batch,
  csr,
  model,
  baseModel,
  key,
  backup,
  restore,
  config,
  completion(() => COMMANDS)
]

export const COMMANDS: readonly Command[] = ENTRIES.flatMap((entry) =>
  'commands' in entry ? entry.commands : [entry]
)
