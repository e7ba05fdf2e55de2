/**
 * Which options the code of a command reads, found in the sources of the CLI: the functions that a command reaches, and
 * the options that they mention. For tests.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises'
import { parseAst } from 'vite'
import type { Option } from '../../src/cli/command-line/option.ts'
import type { Command } from '../../src/cli/commands/command.ts'
import { resourceCommands } from '../../src/cli/commands/resource-commands.ts'
import { RESOURCES, type ResourceName } from '../../src/cli/resources/resources.ts'

type Node = Readonly<{ type: string }> & Readonly<Record<string, unknown>>

/** Of a top-level declaration, named `file.ts#name` or, for a property of it, `file.ts#name.property`. */
type Mentions = Readonly<{
  all: ReadonlySet<string>
  /** Options passed to a reader by name, such as `context.value(language)`. */
  read: ReadonlySet<string>
  /** Options in the `options` of a command. */
  declared: ReadonlySet<string>
  /** Whether the declaration is an option. */
  isOption: boolean
}>

/** An exported value of a file in `commands/`: a command, or several. */
export type CommandExport = Readonly<{ name: string; commands: readonly Command[] }>

const ROOT = new URL('../../src/cli/', import.meta.url)
const READERS = new Set(['has', 'value', 'values', 'flag', 'list', 'require', 'number'])
/** Properties of a command that declare options, or only show text. */
const DECLARING = new Set(['options', 'groups', 'examples'])

export class OptionGraph {
  readonly exports: readonly CommandExport[]
  /** The options that a module exports, alone or in a group, by name. */
  readonly options: ReadonlyMap<string, Option>
  readonly #mentions: ReadonlyMap<string, Mentions>

  private constructor(
    exports: readonly CommandExport[],
    options: ReadonlyMap<string, Option>,
    mentions: ReadonlyMap<string, Mentions>
  ) {
    this.exports = exports
    this.options = options
    this.#mentions = mentions
  }

  static async read(): Promise<OptionGraph> {
    const files = (await readdir(ROOT, { recursive: true })).filter(
      (name) => name.endsWith('.ts') && !/\.test\.ts$|^main\.ts$/.test(name)
    )
    const mentions = new Map<string, Mentions>()
    for (const file of files) {
      const program = parseAst(await readFile(new URL(file, ROOT), 'utf8'), { lang: 'ts' }, file)
      for (const [name, found] of mentionsOf(file, program.body as unknown as readonly Node[]))
        mentions.set(name, found)
    }
    const exports: CommandExport[] = []
    const options = new Map<string, Option>()
    for (const file of files) {
      const exported = (await import(new URL(file, ROOT).href)) as Record<string, unknown>
      for (const [name, value] of Object.entries(exported)) {
        for (const [part, option] of optionsIn(value)) options.set(`${file}#${name}${part}`, option)
        const commands = /^commands\/(?!index\.)/.test(file) ? commandsOf(value) : []
        if (commands.length > 0) exports.push({ name: `${file}#${name}`, commands })
      }
    }
    return new OptionGraph(exports, options, mentions)
  }

  /** The names of the commands' own options, which are not in a group. */
  declared({ name, commands }: CommandExport): ReadonlySet<string> {
    const own = new Set(commands.flatMap(({ options }) => options))
    const exported = [...this.options].filter(([, option]) => own.has(option)).map(([key]) => key)
    const local = [...(this.#mentions.get(name)?.declared ?? [])].filter((key) => this.#isOwn(key))
    return new Set([...exported, ...local])
  }

  /** Every name that the code reaches, including options in tables, such as the fields of a resource. */
  reached(from: string): ReadonlySet<string> {
    const found = new Set<string>()
    const queue = [from]
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (found.has(name)) continue
      found.add(name)
      if (name.endsWith('#*')) queue.push(...[...this.#mentions.keys()].filter((one) => inFile(one, name)))
      const whole = name.replace(/(#[^.]+)\..*$/, '$1')
      queue.push(...((this.#mentions.get(name) ?? this.#mentions.get(whole))?.all ?? []))
    }
    return found
  }

  /** The options that the code passes to a reader by name, without those of groups, which commands may leave out. */
  read(from: string): ReadonlySet<string> {
    const read = [...this.reached(from)].flatMap((name) => [...(this.#mentions.get(name)?.read ?? [])])
    return new Set(read.filter((key) => this.#isOwn(key)))
  }

  #isOwn(key: string): boolean {
    return this.options.get(key)?.heading === 'Options' || (this.#mentions.get(key)?.isOption ?? false)
  }
}

const inFile = (name: string, file: string): boolean => name.startsWith(file.slice(0, -1))

function mentionsOf(file: string, statements: readonly Node[]): ReadonlyMap<string, Mentions> {
  const imported = new Map<string, string>()
  const declared = new Map<string, Node>()
  for (const statement of statements) {
    if (statement.type === 'ImportDeclaration') {
      const target = targetOf(file, statement.source as Node)
      if (target === undefined) continue
      for (const one of statement.specifiers as readonly Node[])
        imported.set(nameOf(one.local), `${target}#${nameOf(one.imported)}`)
      continue
    }
    const declaration = (statement.declaration ?? statement) as Node
    const list = declaration.type === 'VariableDeclaration' ? declaration.declarations : [declaration]
    for (const one of list as readonly Node[]) if (isNode(one.id)) declared.set(nameOf(one.id), one)
  }
  const resolve = (name: string): string | undefined =>
    imported.get(name) ?? (declared.has(name) ? `${file}#${name}` : undefined)
  return new Map([...declared].map(([name, node]) => [`${file}#${name}`, mentionsIn(file, node, resolve)]))
}

function mentionsIn(
  file: string,
  declaration: Node,
  resolve: (name: string) => string | undefined
): Mentions {
  const all = new Set<string>()
  const read = new Set<string>()
  const declared = new Set<string>()
  const visit = (value: unknown, into = all): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, into)
    if (!isNode(value)) return
    const name = mentioned(file, value, resolve)
    if (name !== undefined) {
      into.add(name)
      return
    }
    if (value.type === 'CallExpression' && READERS.has(nameOf((value.callee as Node).property))) {
      const option = mentioned(file, (value.arguments as readonly Node[])[0], resolve)
      if (option !== undefined) read.add(option)
    }
    for (const [key, child] of Object.entries(value)) {
      if (!isMentioning(value, key)) continue
      visit(
        child,
        key === 'value' && file.startsWith('commands/') && DECLARING.has(nameOf(value.key)) ? declared : into
      )
    }
  }
  const init = declaration.init as Node | undefined
  visit(init ?? { ...declaration, id: undefined })
  return {
    all,
    read,
    declared,
    isOption: init?.type === 'CallExpression' && nameOf(init.callee) === 'option'
  }
}

function mentioned(
  file: string,
  node: Node | undefined,
  resolve: (name: string) => string | undefined
): string | undefined {
  if (node?.type === 'ImportExpression') {
    const target = targetOf(file, node.source as Node)
    return target === undefined ? undefined : `${target}#*`
  }
  if (node?.type === 'Identifier') return resolve(nameOf(node))
  if (node?.type !== 'MemberExpression' || node.computed === true) return undefined
  const object = node.object as Node
  const whole = object.type === 'Identifier' ? resolve(nameOf(object)) : undefined
  return whole === undefined ? undefined : `${whole}.${nameOf(node.property)}`
}

/** Types and keys of properties mention nothing that runs. */
function isMentioning(node: Node, key: string): boolean {
  if (key === 'typeAnnotation' || key === 'typeArguments' || key === 'returnType') return false
  return key !== 'key' && (key !== 'property' || node.computed === true)
}

function targetOf(file: string, source: Node): string | undefined {
  const path = String(source.value)
  return path.startsWith('.') ? new URL(path, new URL(file, ROOT)).href.slice(ROOT.href.length) : undefined
}

function commandsOf(value: unknown): readonly Command[] {
  if (value === resourceCommands)
    return Object.keys(RESOURCES).flatMap((name) => resourceCommands(name as ResourceName))
  if (typeof value === 'function') return commandsOf((value as (commands: () => []) => unknown)(() => []))
  if (Array.isArray(value)) return value.flatMap(commandsOf)
  if (typeof value !== 'object' || value === null) return []
  if ('commands' in value) return commandsOf(value.commands)
  return 'path' in value ? [value as Command] : []
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value
const nameOf = (node: unknown): string => (isNode(node) ? String(node.name ?? node.value) : '')

/** An option, or those of a group with their names. */
function optionsIn(value: unknown): readonly (readonly [string, Option])[] {
  if (isOption(value)) return [['', value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => (isOption(one) ? [[`.${name}`, one] as const] : []))
}

const isOption = (value: unknown): value is Option =>
  typeof value === 'object' && value !== null && 'heading' in value && 'help' in value
