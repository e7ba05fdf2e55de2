/** `completion`: scripts for shells, made of the definitions. @module */
import { WrongUsage } from '../command-failed.ts'
import type { Command } from '../definitions/command.ts'
import { OPTIONS, type Option } from '../definitions/options.ts'
import { shortWords } from '../option-words.ts'
import type { Options } from '../session.ts'
import { terminal } from '../terminal.ts'

/** What may follow each path: words of commands, then options joined by dots, which need no quoting. */
function following(commands: readonly Command[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, Set<string>>()
  const add = (path: string, word: string): void =>
    void (next.get(path) ?? next.set(path, new Set()).get(path))?.add(word)
  for (const { path, options } of commands) {
    const words = path.split(' ')
    for (const [index, word] of words.entries()) add(words.slice(0, index).join(' '), word)
    for (const key of options) {
      const { words: own, refused }: Option = OPTIONS[key]
      if (refused === undefined) add(path, `--${shortWords(own).replaceAll(' ', '-')}`)
    }
  }
  add('', 'help')
  return new Map([...next].map(([path, words]) => [path, [...words]]))
}

function bash(commands: readonly Command[]): string {
  const cases = [...following(commands)].map(
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
  const lines = [...following(commands)].flatMap(([path, words]) =>
    words.map((word) => {
      const when = `test (string match -rv -- '^-' (commandline -opc)[2..] | string join ' ') = '${path}'`
      return word.startsWith('--')
        ? `complete -c vernacular -n "${when}" -l ${word.slice(2)}`
        : `complete -c vernacular -n "${when}" -f -a ${word}`
    })
  )
  return `${lines.join('\n')}\n`
}

const SHELLS: Readonly<Record<string, (commands: readonly Command[]) => string>> = { bash, zsh, fish }

export async function completion(
  options: Options,
  commands: readonly Command[]
): Promise<number | undefined> {
  const shell = options.call.rest[0] ?? ''
  const script = SHELLS[shell]
  if (!script) throw new WrongUsage(`"${shell}" is no shell that is known; accepted are bash, zsh and fish.`)
  terminal.out(script(commands))
  return undefined
}
