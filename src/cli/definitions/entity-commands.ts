/** The commands that each kind of entity has: create, update, delete, status, list and more. @module */
import { type EntityKind, type EntityWord, kindOf } from '../entity-kinds.ts'
import type { Command, Example } from './command.ts'
import { AROUND, CHECKS, CONNECTION, LOOPS, type OptionKey, SHOWN } from './options.ts'
import { runner } from './runner.ts'

export const EVERYWHERE = [...CONNECTION, ...LOOPS, ...CHECKS, ...SHOWN, ...AROUND] as const
export const KEPT = [
  'outputId',
  'outputUrl',
  'addId',
  'addUrl',
  'outputJson',
  'outputFile'
] as const satisfies OptionKey[]
export const LISTED = [
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

/** @param word its kind */
export function commandsOf(word: EntityWord): readonly Command[] {
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
