import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/commands/index.ts'
import { OptionGraph } from './option-graph.ts'

/** Read in functions that also serve commands which have the option. */
const READ_FOR_OTHERS = ['csrDownload options/resource.ts#id', 'csrWebhookActions options/resource.ts#wait']

/** Flags for what happens without them, too. */
const DEFAULTS = ['continuous', 'oncePlus'].map(
  (name) => `recognition/recognize-options.ts#recognition.${name}`
)

const graph = await OptionGraph.read()
/** Every command gets a context, which finds the service. */
const inContext = graph.reached('execution/command-context.ts#CommandContext')

test('the code of every command is found', () => {
  const found = graph.exports.flatMap(({ commands }) => commands.map(({ path }) => path))
  expect(found.sort()).toEqual(COMMANDS.map(({ path }) => path).sort())
})

describe.each(graph.exports)('$name', (exported) => {
  const declared = graph.declared(exported)

  test('declares the options that its code reads', () => {
    const label = exported.name.replace(/^.*#/, '')
    const undeclared = [...graph.read(exported.name)].filter((option) => !declared.has(option))
    expect(undeclared.filter((option) => !READ_FOR_OTHERS.includes(`${label} ${option}`))).toEqual([])
  })

  test('reads the options that it declares', () => {
    const reached = new Set([...graph.reached(exported.name), ...inContext])
    const group = (option: string): string => option.replace(/(#[^.]+)\..*$/, '$1')
    const unread = [...declared].filter(
      (option) =>
        graph.options.get(option)?.unsupported === undefined &&
        !reached.has(option) &&
        !reached.has(group(option))
    )
    expect(unread.filter((option) => !DEFAULTS.includes(option))).toEqual([])
  })
})

test('notices an option that is read only, and one that is declared only', () => {
  const name = 'commands/train.ts#train'
  const train = graph.exports.find((one) => one.name === name)
  const recognize = graph.exports.find((one) => one.name === 'commands/recognize.ts#recognize')
  if (!train || !recognize) throw new Error('The commands train and recognize are missing')
  expect(graph.read(name)).toContain('options/resource.ts#language')
  expect(graph.declared(train)).toContain('commands/train.ts#pronunciations')
  expect(graph.reached(name)).not.toContain('recognition/recognize-options.ts#recognition.file')
  expect(graph.declared(recognize)).toContain('recognition/recognize-options.ts#recognition.file')
})
