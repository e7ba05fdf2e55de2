/** docs/cli.md, made of the definitions: `npx tsx scripts/cli-manual.ts`. @module */
import { COMMANDS } from './definitions/index.ts'
import { OPTIONS, type Option } from './definitions/options.ts'
import { EXIT_CODES, optionText, usageOf } from './help.ts'

const escaped = (text: string): string => text.replaceAll('|', '\\|')

const INTRODUCTION = `# The command line

\`npm run build\`, then \`npx vernacular …\`. It uses the REST API and nothing else, so that it works with any service that it can reach.

\`\`\`bash
export VERNACULAR_URL=http://127.0.0.1:8640 VERNACULAR_KEY=…   # or: vernacular init
vernacular train domain.txt audio/ --test test/ --output id @my.model
vernacular csr endpoint create --name Mine --model @my.model --output id @my.cid --wait
vernacular recognize --file clip.wav --endpoint id @my.cid
\`\`\`

Scripts written for \`spx csr\`, \`spx batch transcription\`, \`spx recognize\` and \`spx config\` run with \`alias spx=vernacular\`.

* **Words of options** are joined by a blank, a hyphen or a dot: \`--output id\`, \`--output-id\`, \`--csr.output.id\`.
* **Values**: \`@NAME\` is what config keeps under NAME, else the file NAME here; \`@-\` is standard input; \`@@NAME\` is the text @NAME. Ids and
  addresses are taken alike. \`@NAME\` alone on the line stands for the options in it, \`name=value\` lines.
* **Config** lies in \`.vernacular/data/\` of this folder or one above, else in the home folder (\`VERNACULAR_HOME\`), readable by you only.
  \`@my.defaults\` holds options for every call, as \`csr.api.endpoint=URL\`.
* **Standard output** has data only: JSON in a pipe or with \`--json\`, a table on a terminal or with \`--table\`. All else is on standard error.
* **--foreach** runs a command for each line of a list, \`--threads 4\` or \`--processes 4\` at a time; **--wait** waits for the end of the work.
* **--expect** checks the lines that are told, remarks too; **--check result** the JSON of an answer, by [JMESPath](https://jmespath.org).
* \`NO_COLOR\` is honoured. Ctrl-C while waiting says how to go on or cancel; the service goes on by itself.

| exit code | |
|---|---|
${EXIT_CODES.map(([code, says]) => `| ${code} | ${says} |`).join('\n')}
`

export function manual(): string {
  const commands = COMMANDS.map((command) => {
    const own = command.options.filter((key) => OPTIONS[key].group !== 'Advanced')
    const options = own.map((key) => `\`${escaped(optionText(OPTIONS[key]))}\``).join(', ')
    return [
      `### ${command.path}`,
      '',
      `${command.says}. \`${usageOf(command)}\``,
      ...(command.notes ? ['', ...command.notes] : []),
      '',
      '```bash',
      ...command.examples.flatMap(({ says, line }) => [
        ...(says === '' ? [] : [`# ${says}`]),
        `vernacular ${line}`
      ]),
      '```',
      ...(options === '' ? [] : ['', options])
    ].join('\n')
  })
  const used = new Set(COMMANDS.flatMap(({ options }) => options))
  const rows = (advanced: boolean): readonly string[] =>
    [...used]
      .map((key): Option => OPTIONS[key])
      .filter(({ group, refused }) => (group === 'Advanced') === advanced && refused === undefined)
      .map((one) => `| \`${escaped(optionText(one))}\` | ${escaped(one.says)} |`)
  return [
    INTRODUCTION,
    '## Commands',
    '',
    commands.join('\n\n'),
    '',
    '## Options',
    '',
    '| option | |',
    '|---|---|',
    ...rows(false),
    '',
    '## Options of every csr, batch and recognize command',
    '',
    '| option | |',
    '|---|---|',
    ...rows(true),
    ''
  ].join('\n')
}
