/** `csr` and `batch`: the commands of entities, one set for each kind. @module */
import { type EntityKind, type EntityWord, entityWords, kindOf } from '../entity-kinds.ts'
import type { Command, Example } from './command.ts'
import { AROUND, CHECKS, CONNECTION, LOOPS, type OptionKey, SHOWN } from './options.ts'
import { runner } from './runner.ts'

const EVERYWHERE = [...CONNECTION, ...LOOPS, ...CHECKS, ...SHOWN, ...AROUND] as const
const KEPT = [
  'outputId',
  'outputUrl',
  'addId',
  'addUrl',
  'outputJson',
  'outputFile'
] as const satisfies OptionKey[]
const LISTED = [
  'outputIds',
  'outputUrls',
  'lastId',
  'lastUrl',
  'outputJson',
  'outputFile'
] as const satisfies OptionKey[]

const a = (word: string): string =>
  word === 'webhook' ? 'a web hook' : /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`
const many = (kind: EntityKind): string => (kind.word === 'webhook' ? 'web hooks' : kind.plural)

const CREATE_EXAMPLES: Readonly<Record<EntityWord, readonly Example[]>> = {
  project: [
    { says: 'a project, its id kept', line: 'csr project create --name Calls --output id @my.project' }
  ],
  dataset: [
    {
      says: 'data that the service fetches',
      line: 'csr dataset create --name Text --kind Language --content https://example.org/domain.txt --wait'
    }
  ],
  model: [
    {
      says: 'a model of the datasets kept before',
      line: 'csr model create --name Calls --datasets @my.datasets.txt --output url @my.model.txt --wait'
    },
    { says: 'a model of a text', line: 'csr model create --name Calls --text @domain.txt --wait' }
  ],
  evaluation: [
    {
      says: 'two models on the same audio',
      line: 'csr evaluation create --name Compare --model1 @base.txt --model2 @my.model.txt --dataset @my.test --wait'
    }
  ],
  endpoint: [
    {
      says: 'a model deployed, for recognize --endpoint',
      line: 'csr endpoint create --name Calls --model @my.model.txt --output id @my.cid --wait'
    }
  ],
  transcription: [
    {
      says: 'two recordings, with times of words',
      line: 'batch transcription create --name Monday --content "https://example.org/1.wav;https://example.org/2.wav" --word level timing --output url @t --wait'
    }
  ],
  webhook: [
    {
      says: 'told when models are trained',
      line: 'csr webhook create --name Told --url https://example.org/told --events "modelCompletion;evaluationCompletion" --secret SECRET --wait'
    }
  ]
}

const optionsOf = (fields: EntityKind['create']): readonly OptionKey[] => [
  ...new Set(fields.map(({ option }) => option))
]

function commandsOf(word: EntityWord): readonly Command[] {
  const kind = kindOf(word)
  const at = `${kind.area} ${word}`
  const waiting: readonly OptionKey[] = kind.works ? ['wait'] : []
  const named: readonly OptionKey[] = ['id', word]
  const short = `--${word} 7a2c…`
  const properties: readonly OptionKey[] = word === 'project' || word === 'webhook' ? [] : ['property']
  const entity = async () => import('../run/entity.ts')
  const commands: Command[] = [
    {
      path: `${at} create`,
      says: `makes ${a(word)}`,
      options: [...optionsOf(kind.create), ...properties, ...waiting, ...KEPT, ...EVERYWHERE],
      examples: CREATE_EXAMPLES[word],
      run: runner(async (options) => (await entity()).createEntity(options, word))
    },
    {
      path: `${at} update`,
      says: `changes ${a(word)}: what is given, and nothing else`,
      options: [
        ...new Set([...named, ...optionsOf(kind.update), ...properties, ...waiting, ...KEPT, ...EVERYWHERE])
      ],
      examples: [
        word === 'endpoint'
          ? {
              says: 'another model, without a pause',
              line: 'csr endpoint update --endpoint @my.cid --model @new.model --wait'
            }
          : { says: 'another name', line: `${at} update ${short} --name "Another name"` }
      ],
      ...(word === 'webhook'
        ? { notes: ['Without --secret signing is turned off, as the contract has it.'] }
        : {}),
      run: runner(async (options) => (await entity()).updateEntity(options, word))
    },
    {
      path: `${at} delete`,
      says: `deletes ${a(word)}`,
      options: [...(word === 'endpoint' ? (['file', 'logs'] as const) : []), ...named, ...EVERYWHERE],
      examples: [
        { says: 'one', line: `${at} delete ${short}` },
        { says: 'all of a list', line: `${at} delete --foreach ${word} in @ids.tsv` },
        ...(word === 'endpoint'
          ? [{ says: 'what it heard, the endpoint goes on', line: `${at} delete ${short} --logs` }]
          : [])
      ],
      run: runner(async (options) => (await entity()).deleteEntity(options, word))
    },
    {
      path: `${at} status`,
      says: kind.works ? `shows ${a(word)}, and waits for its work` : `shows ${a(word)}`,
      options: [...named, 'wait', ...KEPT, ...EVERYWHERE],
      examples: [
        { says: 'now', line: `${at} status ${short}` },
        ...(kind.works ? [{ says: 'once its work is done', line: `${at} status ${short} --wait` }] : [])
      ],
      run: runner(async (options) => (await entity()).entityStatus(options, word))
    },
    {
      path: `${at} list`,
      says: `lists ${many(kind)}${kind.hasFiles ? ', or the files of one' : ''}`,
      options: [...listFlags(word), 'languages', 'top', 'skip', 'filter', ...LISTED, ...EVERYWHERE],
      examples: [
        { says: 'all', line: `${at} list` },
        ...(kind.hasFiles ? [{ says: 'the files of one', line: `${at} list --files ${short}` }] : [])
      ],
      run: runner(async (options) => (await import('../run/list.ts')).listEntities(options, word))
    }
  ]
  if (kind.works && word !== 'endpoint' && word !== 'webhook') {
    commands.push({
      path: `${at} cancel`,
      says: `stops the work on ${a(word)}`,
      options: [...named, ...EVERYWHERE],
      examples: [{ says: 'one', line: `${at} cancel ${short}` }],
      run: runner(async (options) => (await entity()).actOn(options, word, 'cancel'))
    })
  }
  if (kind.hasFiles || word === 'endpoint') {
    commands.push({
      path: `${at} download`,
      says: word === 'endpoint' ? 'downloads the logs of an endpoint' : `downloads the files of ${a(word)}`,
      options: [...named, 'file', 'link', 'outputFile', ...EVERYWHERE],
      examples: [{ says: 'all into a folder', line: `${at} download ${short} --output path files` }],
      run: runner(async (options) => (await import('../run/download.ts')).download(options, word))
    })
  }
  return commands
}

function listFlags(word: EntityWord): readonly OptionKey[] {
  if (word === 'project') return ['projects']
  const owner: readonly OptionKey[] = word === 'webhook' ? [] : [word, 'project']
  const files: readonly OptionKey[] = kindOf(word).hasFiles ? ['listFiles'] : []
  const flags = {
    dataset: ['listDatasets'],
    model: ['models', 'baseModels'],
    evaluation: ['evaluations'],
    endpoint: ['endpoints', 'logs'],
    transcription: ['transcriptions'],
    webhook: ['webhooks']
  } as const
  return [...flags[word], ...owner, ...files]
}

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
