/** What the service of the cloud has no command for. @module */

import type { Command } from './command.ts'
import { CHECKS, CONNECTION, type OptionKey, SHOWN } from './options.ts'
import { runner } from './runner.ts'

const KEPT = ['outputId', 'outputUrl', 'addId', 'addUrl', 'outputJson'] as const satisfies OptionKey[]

export const ownCommands: readonly Command[] = [
  {
    path: 'train',
    says: 'from texts and folders of audio to a measured model',
    rest: 'DATA…',
    options: [
      ...CONNECTION,
      'test',
      'pronunciations',
      'name',
      'language',
      'project',
      'base',
      'maxWer',
      ...CHECKS,
      ...KEPT,
      ...SHOWN
    ],
    examples: [{ says: '', line: 'train text.txt audio/ --test test/ --output id @my.model' }],
    notes: [
      'DATA: a text, a zip of audio with trans.txt, or a folder of audio with trans.txt or x.txt beside each x.wav.',
      'What the service has already, by its bytes, is neither sent nor trained again.'
    ],
    run: runner(async (options) => (await import('../run/train.ts')).train(options))
  },
  {
    path: 'evaluate',
    says: 'measures a model beside its base',
    options: [...CONNECTION, 'model', 'test', 'name', 'language', 'maxWer', ...CHECKS, ...KEPT, ...SHOWN],
    examples: [{ says: 'fails above 15 %', line: 'evaluate --model @my.model --test test/ --max wer 15' }],
    run: runner(async (options) => (await import('../run/train.ts')).evaluate(options))
  },
  {
    path: 'quality',
    says: 'a pipeline: trains on changed data, refuses a model worse than the deployed one, deploys a better one',
    rest: 'WORKFLOW.json',
    options: [...CONNECTION, 'maxWer', ...CHECKS, ...KEPT, ...SHOWN],
    examples: [
      {
        says: 'examples/quality has a workflow, and one for GitHub Actions',
        line: 'quality examples/quality/quality.json'
      }
    ],
    notes: [
      'The workflow: name, locale, data, pronunciations, test, tolerance in percentage points; endpoint, whose model is the one to beat, and deploy: true.'
    ],
    run: runner(async (options) => (await import('../run/quality.ts')).quality(options))
  },
  {
    path: 'score',
    says: "scores words heard against words said, as NIST's sclite does; needs no service",
    rest: 'REFERENCE HYPOTHESIS',
    options: ['format', 'report', 'maxWer', ...CHECKS, ...SHOWN],
    examples: [
      { says: '', line: 'score ref.trn hyp.trn --report "sum;dtl"' },
      { says: 'by times', line: 'score ref.stm hyp.ctm --json' }
    ],
    notes: [
      'Formats: trn, txt (lines, or id, tab, words), stm with ctm, ctm with ctm. Case is folded.',
      'Alternatives are scored as sclite does: { going to / gonna / @ } (@ is nothing said), <ALT_BEGIN> <ALT> <ALT_END> in ctm.'
    ],
    run: runner(async (options) => (await import('../run/score.ts')).score(options))
  },
  {
    path: 'model export',
    says: 'downloads a model as one zip',
    options: ['id', 'model', 'outputFile', ...CONNECTION, ...SHOWN],
    examples: [{ says: '', line: 'model export --model @my.model --output file model.zip' }],
    run: runner(async (options) => (await import('../run/model-bundle.ts')).exportModel(options))
  },
  {
    path: 'model import',
    says: 'makes a model of a zip that was exported',
    rest: 'FILE',
    options: ['wait', ...KEPT, ...CONNECTION, ...SHOWN],
    examples: [{ says: '', line: 'model import model.zip --wait --output id @my.model' }],
    run: runner(async (options) => (await import('../run/model-bundle.ts')).importModel(options))
  },
  {
    path: 'model inspect',
    says: 'what a model is made of, and what its training reported',
    options: ['id', 'model', ...CONNECTION, ...CHECKS, ...SHOWN],
    examples: [{ says: '', line: 'model inspect --model @my.model' }],
    run: runner(async (options) => (await import('../run/model-bundle.ts')).inspectModel(options))
  },
  {
    path: 'base-model list',
    says: 'the base models that custom models are trained on, and their languages',
    options: ['dataDir', ...CONNECTION, ...SHOWN],
    examples: [
      { says: '', line: 'base-model list' },
      { says: 'of a folder, without a service', line: 'base-model list --data dir ./data' }
    ],
    run: runner(async (options) => (await import('../run/base-model.ts')).listBaseModels(options))
  },
  {
    path: 'base-model add',
    says: 'a base model for another language, from the files of a CMUSphinx model',
    options: [
      'languageModel',
      'baseLocale',
      'name',
      'acoustic',
      'dictionary',
      'release',
      'description',
      'dataDir'
    ],
    examples: [
      {
        says: '',
        line: 'base-model add --locale fr-FR --name french --acoustic ./fr-ptm --dictionary fr.dict --language-model fr.lm'
      }
    ],
    notes: [
      'On the machine of the service, which lists it from its next start on. Every part is tried before anything is kept.'
    ],
    run: runner(async (options) => (await import('../run/base-model.ts')).addBaseModel(options))
  },
  {
    path: 'key list',
    says: 'the keys that open the service, by their ids',
    options: [...CONNECTION, ...SHOWN],
    examples: [{ says: '', line: 'key list' }],
    run: runner(async (options) => (await import('../run/key.ts')).listKeys(options))
  },
  {
    path: 'key rotate',
    says: 'a new key in place of the one that is used',
    options: [...CONNECTION, 'keepOld', ...SHOWN],
    examples: [
      { says: 'the key that config keeps', line: 'key rotate' },
      { says: 'both work until the old one is withdrawn', line: 'key rotate --keep old' }
    ],
    notes: [
      'The new key is made and kept before the old one is withdrawn: a line that breaks leaves one that works.',
      'Where config does not keep the key, the new one is written to standard output.'
    ],
    run: runner(async (options) => (await import('../run/key.ts')).rotateKey(options))
  },
  {
    path: 'key withdraw',
    says: 'a key that opens nothing any more',
    rest: 'ID',
    options: [...CONNECTION, ...SHOWN],
    examples: [{ says: '', line: 'key withdraw 1f0c5e7a9b2d' }],
    run: runner(async (options) => (await import('../run/key.ts')).withdrawKey(options))
  },
  {
    path: 'serve',
    says: 'runs the service until Ctrl-C',
    options: ['host', 'port', 'dataDir', 'key', 'jobs'],
    examples: [{ says: '', line: 'serve --port 8640 --data dir ./data' }],
    run: runner(async (options) => (await import('../run/serve.ts')).serve(options))
  },
  {
    path: 'worker',
    says: 'runs imports, trainings, evaluations and transcriptions beside the service, until Ctrl-C',
    options: ['dataDir', 'jobs'],
    examples: [
      { says: '', line: 'worker --data dir ./data' },
      {
        says: 'beside a service that leaves all of them to workers',
        line: 'worker --data dir ./data --jobs 4'
      }
    ],
    notes: [
      'On the machine of the service, and on its data folder; before the service or after it, and any number of them.',
      'It takes the settings of the service from the same VERNACULAR_… variables. Stopped, it gives back what it was at.'
    ],
    run: runner(async (options) => (await import('../run/serve.ts')).worker(options))
  },
  {
    path: 'backup',
    says: 'the whole data folder as one zip, while the service goes on',
    rest: 'FILE',
    options: ['dataDir'],
    examples: [{ says: '', line: 'backup vernacular.zip --data dir ./data' }],
    notes: [
      'On the machine of the service. The zip holds what opens it and all of its speech: keep it safe.'
    ],
    run: runner(async (options) => (await import('../run/serve.ts')).backup(options))
  },
  {
    path: 'restore',
    says: 'a backup into a new data folder, checked byte by byte',
    rest: 'FILE',
    options: ['dataDir'],
    examples: [{ says: '', line: 'restore vernacular.zip --data dir ./restored' }],
    notes: ['The folder must be new or empty; then: serve --data dir ./restored'],
    run: runner(async (options) => (await import('../run/serve.ts')).restore(options))
  },
  {
    path: 'demo',
    says: 'from raw text and audio to a deployed model, on a service of its own',
    options: ['quick', 'exit'],
    examples: [{ says: '', line: 'demo --quick --exit' }],
    run: runner(async (options) => (await import('../run/serve.ts')).demo(options))
  },
  {
    path: 'init',
    says: 'asks for the service and its key, tries them and keeps them',
    options: CONNECTION,
    examples: [
      { says: '', line: 'init' },
      { says: 'without questions', line: 'init --api-endpoint http://127.0.0.1:8640 --key KEY' }
    ],
    run: runner(async (options) => (await import('../run/init.ts')).init(options))
  },
  {
    path: 'doctor',
    says: 'finds what is missing on this machine, and whether the service answers',
    options: ['fix', 'yes', ...CONNECTION, ...SHOWN],
    examples: [
      { says: '', line: 'doctor' },
      { says: 'install the missing Debian packages', line: 'doctor --fix' }
    ],
    run: runner(async (options) => (await import('../run/doctor.ts')).doctor(options))
  }
]
