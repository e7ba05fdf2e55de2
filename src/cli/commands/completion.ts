/** `completion`: completion scripts for shells, generated from the commands. @module */
import { UsageError } from '../command-error.ts'
import { shortName } from '../command-line/option-names.ts'
import { optionsOf } from '../command-line/syntax.ts'
import { terminal } from '../output/terminal.ts'
import type { Command, TopLevelCommand } from './command.ts'

/** @param commands all commands, this one too */
export const completion = (commands: () => readonly Command[]): TopLevelCommand => ({
  section: 'Set up',
  path: 'completion',
  summary: 'Print a completion script for your shell',
  arguments: 'bash|zsh|fish',
  options: [],
  groups: [],
  examples: [{ line: 'completion bash' }],
  run: async ({ call }) => {
    const [shell = ''] = call.arguments
    const script = SCRIPTS[shell]
    if (!script) throw new UsageError(`Unknown shell "${shell}"; expected bash, zsh or fish.`)
    terminal.out(script(commands()))
    return undefined
  }
})

/** What can follow each path: further words of commands, and options with hyphens, which need no quotes. */
function completionsByPath(commands: readonly Command[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, Set<string>>()
  const add = (path: string, word: string): void =>
    void (next.get(path) ?? next.set(path, new Set()).get(path))?.add(word)
  for (const command of commands) {
    const { path } = command
    const words = path.split(' ')
    for (const [index, word] of words.entries()) add(words.slice(0, index).join(' '), word)
    for (const option of optionsOf(command)) {
      if (option.unsupported === undefined) add(path, `--${shortName(option).replaceAll(' ', '-')}`)
    }
  }
  add('', 'help')
  return new Map([...next].map(([path, words]) => [path, [...words]]))
}

function bash(commands: readonly Command[]): string {
  const cases = [...completionsByPath(commands)].map(
    ([path, words]) => `    "${path}") words="${words.join(' ')}" ;;`
  )
  return `_vernacular() {
  local word path="" words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] && break
    path="\${path:+$path }$word"
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
  [[ \${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _vernacular vernacular
`
}

const zsh = (commands: readonly Command[]): string =>
  `autoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`

function fish(commands: readonly Command[]): string {
  const lines = [...completionsByPath(commands)].flatMap(([path, words]) =>
    words.map((word) => {
      const when = `test (string match -rv -- '^-' (commandline -opc)[2..] | string join ' ') = '${path}'`
      return word.startsWith('--')
        ? `complete -c vernacular -n "${when}" -l ${word.slice(2)}`
        : `complete -c vernacular -n "${when}" -f -a ${word}`
    })
  )
  return `${lines.join('\n')}\n`
}

const SCRIPTS: Readonly<Record<string, (commands: readonly Command[]) => string>> = { bash, zsh, fish }
