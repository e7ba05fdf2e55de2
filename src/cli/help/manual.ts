/** docs/cli.md, generated from the commands: `npx tsx scripts/cli-manual.ts`. @module */
import { HEADINGS, type Option } from '../command-line/option.ts'
import { optionUsage } from '../command-line/option-names.ts'
import { optionsOf } from '../command-line/syntax.ts'
import type { Command } from '../commands/command.ts'
import { COMMANDS, ENTRIES } from '../commands/index.ts'
import { EXIT_CODES, explanation, usageOf } from './help.ts'

const escapePipes = (text: string): string => text.replaceAll('|', '\\|')

const INTRODUCTION = `# The command line

Run \`npm run build\`, then \`npx vernacular …\`. The command is a client of the REST API, so it works with every service that it can reach.

\`\`\`bash
export VERNACULAR_URL=http://127.0.0.1:8640 VERNACULAR_KEY=…   # or: vernacular init
vernacular train domain.txt audio/ --test test/ --output id @my.model
vernacular csr endpoint create --name Mine --model @my.model --output id @my.cid --wait
vernacular recognize --file clip.wav --endpoint id @my.cid
\`\`\`

Scripts for \`spx csr\`, \`spx batch transcription\`, \`spx recognize\` and \`spx config\` run with \`alias spx=vernacular\`.

* **Options**: write the words of an option with spaces, hyphens or dots: \`--output id\`, \`--output-id\`, \`--csr.output.id\`.
* **Values**: \`@NAME\` is the value that \`config\` saved as NAME, or else the content of the file NAME; \`@-\` is standard input; \`@@NAME\` is the text @NAME.
  Resources can be named by ID or URL. \`@NAME\` in place of an option stands for the options in it, one \`name=value\` per line.
* **Saved values** are in \`.vernacular/data/\` in this folder or a folder above, or else in the home folder (\`VERNACULAR_HOME\`), readable only by you.
  \`@my.defaults\` holds options for every call, such as \`csr.api.endpoint=URL\`.
* **Standard output** contains data only: JSON in a pipe or with \`--json\`, a table on a terminal or with \`--table\`. Everything else goes to standard error.
* **--wait** waits until the work ends. **--foreach** runs a command once per line of a list, \`--threads 4\` or \`--processes 4\` at a time.
* **--expect** checks the printed lines, including messages. **--check result** checks the JSON result with [JMESPath](https://jmespath.org).
* \`NO_COLOR\` is honored. Ctrl-C during \`--wait\` shows how to continue or cancel; the service continues by itself.
* If you mistype a command or option, you get "Did you mean …?" and exit code 2.

| exit code | meaning |
|---|---|
${EXIT_CODES.map(([code, text]) => `| ${code} | ${text} |`).join('\n')}
`

const optionRow = (option: Option): string =>
  `| \`${escapePipes(optionUsage(option))}\` | ${escapePipes(explanation(option))} |`

const optionTable = (options: readonly Option[]): readonly string[] => [
  '| option | meaning |',
  '|---|---|',
  ...options.map(optionRow)
]

const supported = (options: readonly Option[]): readonly Option[] =>
  options.filter(({ unsupported }) => unsupported === undefined)

/** The groups that several commands share are documented once, under their heading. */
function sharedOptions(): ReadonlySet<Option> {
  const uses = new Map<Option, number>()
  for (const { groups } of COMMANDS) {
    for (const option of groups.flatMap((group) => Object.values(group))) {
      uses.set(option, (uses.get(option) ?? 0) + 1)
    }
  }
  return new Set(
    [...uses].filter(([{ heading }, count]) => count > 1 && heading !== 'Options').map(([one]) => one)
  )
}

function commandSection(level: string, command: Command, shared: ReadonlySet<Option>): string {
  const options = supported(optionsOf(command))
  const own = options.filter((option) => !shared.has(option))
  const headings = HEADINGS.filter((heading) =>
    options.some((option) => shared.has(option) && option.heading === heading)
  )
  const links = headings.map((heading) => `[${heading}](#${heading.toLowerCase()})`).join(', ')
  return [
    `${level} ${command.path}`,
    '',
    `${command.summary}. \`${usageOf(command)}\``,
    ...(command.notes ?? []).flatMap((note) => ['', note]),
    '',
    '```bash',
    ...command.examples.flatMap(({ comment, line }) => [
      ...(comment === undefined ? [] : [`# ${comment}`]),
      `vernacular ${line}`
    ]),
    '```',
    ...(own.length === 0 ? [] : ['', ...optionTable(own)]),
    ...(links === '' ? [] : ['', `Shared options: ${links}.`])
  ].join('\n')
}

export function manual(): string {
  const shared = sharedOptions()
  const sections = ENTRIES.map((entry) =>
    'commands' in entry
      ? [
          `### ${entry.name}\n\n${entry.summary}.`,
          ...entry.commands.map((command) => commandSection('####', command, shared))
        ].join('\n\n')
      : commandSection('###', entry, shared)
  )
  const groups = HEADINGS.flatMap((heading) => {
    const options = [...shared].filter((option) => option.heading === heading)
    return options.length === 0 ? [] : ['', `### ${heading}`, '', ...optionTable(options)]
  })
  return [
    INTRODUCTION,
    '## Commands',
    '',
    sections.join('\n\n'),
    '',
    '## Shared options',
    ...groups,
    ''
  ].join('\n')
}
