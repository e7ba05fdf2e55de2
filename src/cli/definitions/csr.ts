/** `csr`, `batch` and `config`: what scripts for spx call, and what is beside the commands of entities. @module */
import { entityWords, kindOf } from '../entity-kinds.ts'
import type { Command } from './command.ts'
import { commandsOf, EVERYWHERE, KEPT, LISTED } from './entity-commands.ts'
import { runner } from './runner.ts'

export const csrCommands: readonly Command[] = [
  {
    path: 'csr list',
    says: 'lists what is named by a flag',
    options: [
      'projects',
      'listDatasets',
      'models',
      'baseModels',
      'evaluations',
      'endpoints',
      'transcriptions',
      'webhooks',
      'languages',
      'listFiles',
      'logs',
      'project',
      'dataset',
      'model',
      'evaluation',
      'endpoint',
      'transcription',
      'top',
      'skip',
      'filter',
      ...LISTED,
      ...EVERYWHERE
    ],
    examples: [
      { says: 'base models', line: 'csr list --base models' },
      { says: 'models of a project', line: 'csr list --models --project @my.project' },
      { says: 'what failed', line: `csr list --datasets --filter "status eq 'Failed'"` }
    ],
    run: runner(async (options) => (await import('../run/list.ts')).listEntities(options, undefined))
  },
  {
    path: 'csr download',
    says: 'downloads files of the service',
    options: [
      'file',
      'link',
      'dataset',
      'model',
      'evaluation',
      'transcription',
      'endpoint',
      'outputFile',
      ...EVERYWHERE
    ],
    examples: [
      { says: 'all results of an evaluation', line: 'csr download --evaluation @e.txt --output path results' }
    ],
    run: runner(async (options) => (await import('../run/download.ts')).download(options, undefined))
  },
  {
    path: 'csr dataset upload',
    says: 'sends a file as a dataset, in blocks',
    options: [
      'data',
      'kind',
      'name',
      'description',
      'language',
      'project',
      'dataset',
      'id',
      'email',
      'wait',
      ...KEPT,
      ...EVERYWHERE
    ],
    examples: [
      {
        says: 'text',
        line: 'csr dataset upload --name Text --kind Language --data domain.txt --output url @my.datasets.txt --wait'
      },
      {
        says: 'audio with transcripts, added to the list',
        line: 'csr dataset upload --name Audio --kind Acoustic --data audio.zip --output add url @my.datasets.txt --wait'
      },
      {
        says: 'the rest of an upload that broke off',
        line: 'csr dataset upload --dataset 7a2c… --data audio.zip --wait'
      }
    ],
    notes: [
      'Blocks of 8 MiB are read from the disk as they are sent. A connection that breaks is taken up again.'
    ],
    run: runner(async (options) => (await import('../run/upload.ts')).uploadDataset(options))
  },
  {
    path: 'csr dataset validate',
    says: 'what an import would refuse, without importing; exits with 1 where it would fail',
    options: ['data', 'kind', 'name', 'language', 'project', 'outputJson', ...EVERYWHERE],
    examples: [
      { says: 'a text', line: 'csr dataset validate --kind Language --data domain.txt --table' },
      {
        says: 'for pipelines: no line may be refused',
        line: 'csr dataset validate --kind Acoustic --data audio.zip --check result "rejectedLineCount == `0`"'
      }
    ],
    run: runner(async (options) => (await import('../run/dataset-report.ts')).validateDataset(options))
  },
  {
    path: 'csr evaluation show',
    says: 'how sure the rates are, which words went wrong, and the worst utterances word by word',
    options: ['id', 'evaluation', 'top', 'outputJson', ...EVERYWHERE],
    examples: [{ says: 'the twenty worst', line: 'csr evaluation show --evaluation @e.txt --top 20' }],
    run: runner(async (options) => (await import('../run/evaluation-show.ts')).showEvaluation(options))
  },
  {
    path: 'csr dataset report',
    says: 'what the import refused, line by line, and the file with what could be corrected',
    options: ['id', 'dataset', 'outputJson', 'outputFile', ...EVERYWHERE],
    examples: [
      {
        says: 'each line with its place, what was found and what is accepted',
        line: 'csr dataset report --dataset @data'
      },
      {
        says: 'the corrected file, to be looked through and uploaded instead',
        line: 'csr dataset report --dataset @data --output file corrected.txt'
      }
    ],
    run: runner(async (options) => (await import('../run/dataset-report.ts')).datasetReport(options))
  },
  ...entityWords.filter((word) => kindOf(word).area === 'csr').flatMap(commandsOf),
  {
    path: 'csr model copy',
    says: 'copies a model, within the service or to another one',
    options: ['id', 'model', 'targetKey', 'targetUrl', 'wait', ...KEPT, ...EVERYWHERE],
    examples: [
      {
        says: 'to another service',
        line: 'csr model copy --model @my.model.txt --target url https://speech.example.org --target key KEY'
      },
      { says: 'within this one', line: 'csr model copy --model @my.model.txt --target key KEY' }
    ],
    run: runner(async (options) => (await import('../run/copy-model.ts')).copyModel(options))
  },
  ...(['ping', 'test'] as const).map(
    (action): Command => ({
      path: `csr webhook ${action}`,
      says:
        action === 'ping'
          ? 'sends a web hook to its own receiver'
          : 'sends each event of a web hook once more',
      options: ['id', 'webhook', ...EVERYWHERE],
      examples: [{ says: 'one', line: `csr webhook ${action} --webhook 7a2c…` }],
      run: runner(async (options) => (await import('../run/entity.ts')).actOn(options, 'webhook', action))
    })
  ),
  ...(['pause', 'resume', 'rollback'] as const).map(
    (action): Command => ({
      path: `csr endpoint ${action}`,
      says: {
        pause: 'lets an endpoint refuse, until it is resumed',
        resume: 'lets a paused endpoint answer again',
        rollback: 'goes back to the model that an endpoint answered with before'
      }[action],
      options: ['id', 'endpoint', 'wait', ...KEPT, ...EVERYWHERE],
      examples: [{ says: 'one', line: `csr endpoint ${action} --endpoint @my.cid` }],
      run: runner(async (options) => (await import('../run/entity.ts')).actOn(options, 'endpoint', action))
    })
  ),
  ...(['traffic', 'models'] as const).map(
    (what): Command => ({
      path: `csr endpoint ${what}`,
      says:
        what === 'traffic'
          ? 'requests, seconds of audio, latency and errors of an endpoint, by the hour'
          : 'the models that an endpoint answered with, the newest first',
      options: [
        'id',
        'endpoint',
        ...(what === 'traffic' ? (['hours'] as const) : []),
        'outputJson',
        ...EVERYWHERE
      ],
      examples: [{ says: 'one', line: `csr endpoint ${what} --endpoint @my.cid` }],
      run: runner(async (options) => (await import('../run/endpoint-use.ts')).endpointUse(options, what))
    })
  ),
  ...commandsOf('transcription'),
  {
    path: 'config',
    says: 'keeps values between calls, and shows them',
    rest: '[HIVE] [COMMAND] [@NAME]',
    options: ['set', 'add', 'clear', 'find', 'region', 'hive', 'scope', 'quiet'],
    examples: [
      { says: 'the service and its key', line: 'config @url --set http://127.0.0.1:8640' },
      { says: '', line: 'config @key --set KEY' },
      { says: 'seen by csr only', line: 'config csr @region --set local' },
      {
        says: 'an option for every call',
        line: 'config @my.defaults --add csr.api.endpoint=https://speech.example.org/speechtotext/v3.2'
      },
      { says: 'what is kept', line: 'config --find' }
    ],
    run: runner(async (options) => (await import('../run/config.ts')).runConfig(options))
  }
]
