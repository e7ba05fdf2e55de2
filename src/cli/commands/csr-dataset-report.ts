/** `csr dataset report` and `csr dataset validate`: the rejected lines of an import, and a corrected file. @module */
import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import type { ImportReport } from '../../openapi/api-types.ts'
import { CommandError, EXIT } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { display, outputFile, outputJson } from '../options/outputs.ts'
import { data, id, language, name, resourceReference } from '../options/resource.ts'
import { saveJson, saveResponse, showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { terminal } from '../output/terminal.ts'
import { urlOf } from '../resources/resource-actions.ts'
import { dataKind } from '../resources/resource-options.ts'
import { RESOURCES } from '../resources/resources.ts'
import { type Entity, idOf, type ServiceClient } from '../service/service-client.ts'
import type { Command } from './command.ts'
import { SCRIPTABLE } from './shared-options.ts'

export const csrDatasetReport: Command = {
  path: 'csr dataset report',
  summary: 'Show the lines that an import rejected, or save a corrected file',
  options: [id, resourceReference.dataset],
  groups: [{ outputJson, outputFile }, ...SCRIPTABLE],
  examples: [
    {
      comment: 'Each rejected line: its position, what was found and what is expected',
      line: 'csr dataset report --dataset @data'
    },
    {
      comment: 'Save a corrected file to review and upload instead',
      line: 'csr dataset report --dataset @data --output file corrected.txt'
    }
  ],
  run: showReport
}

export const csrDatasetValidate: Command = {
  path: 'csr dataset validate',
  summary: 'Check a file without importing it',
  notes: ['Exits with 1 if the import would fail.'],
  options: [data, dataKind, name, language, resourceReference.project],
  groups: [{ outputJson }, ...SCRIPTABLE],
  examples: [
    { line: 'csr dataset validate --kind Language --data domain.txt --table' },
    {
      comment: 'In a pipeline: no line may be rejected',
      line: 'csr dataset validate --kind Acoustic --data audio.zip --check result "rejectedLineCount == `0`"'
    }
  ],
  run: validateDataset
}

const VALIDATION_TIMEOUT_MS = 3_600_000
const REPORT = 'report.json'
const CORRECTED = /^corrected\./

async function showReport(context: CommandContext): Promise<number | undefined> {
  const service = await context.service()
  const self = urlOf(context, RESOURCES.dataset, service)
  terminal.begin(`Getting report of dataset ${idOf({ self })}`)
  const files = await service.list(`${self}/files`)
  const report = await reportOf(service, self, files)
  terminal.end('Done!')
  await saveJson(context, report)
  const corrected = files.find(({ name }) => CORRECTED.test(String(name)))
  const target = context.value(outputFile)
  if (target !== undefined) await saveCorrected(context, service, report, corrected, target)
  showResult(context, report, (width) => drawReport(context, report, corrected, width))
  return undefined
}

/** Prints the report that an import would produce. @returns 1 if the import would fail */
async function validateDataset(context: CommandContext): Promise<number | undefined> {
  const path = context.require(data)
  const kind = context.require(dataKind)
  const service = await context.service()
  const form = new FormData()
  form.set('displayName', context.value(name) ?? basename(path))
  form.set('kind', kind)
  form.set('locale', context.value(language) ?? 'en-US')
  const project = context.value(resourceReference.project)
  if (project !== undefined) {
    form.set('project', JSON.stringify({ self: service.addressOf('projects', project) }))
  }
  const content = await openAsBlob(context.inputPath(path)).catch((error: Error) => {
    throw new CommandError(`${path} cannot be read: ${error.message}`)
  })
  form.set('data', content, basename(path))
  terminal.begin(`Validating ${path}`)
  const answer = await service.call('/datasets/upload?validate=true', {
    method: 'POST',
    body: form,
    timeoutMs: VALIDATION_TIMEOUT_MS
  })
  const report = (await answer.json()) as ImportReport
  terminal.end('Done!')
  await saveJson(context, report)
  showResult(context, report, (width) => drawReport(context, report, undefined, width))
  return report.status === 'Failed' ? EXIT.failed : undefined
}

async function reportOf(
  service: ServiceClient,
  self: string,
  files: readonly Entity[]
): Promise<ImportReport> {
  const file = files.find(({ name }) => name === REPORT)
  if (file) return (await (await service.call(contentOf(file))).json()) as ImportReport
  const { status } = await service.json(self)
  throw new CommandError(`Dataset ${idOf({ self })} has no report yet; its status is ${status}.`, {
    hint: `TRY: vernacular csr dataset status --dataset ${idOf({ self })} --wait`
  })
}

const contentOf = ({ self, links }: Entity): string => links?.contentUrl ?? `${self}/content`

async function saveCorrected(
  context: CommandContext,
  service: ServiceClient,
  { rejectedLineCount }: ImportReport,
  corrected: Entity | undefined,
  target: string
): Promise<void> {
  if (!corrected) {
    throw new CommandError(
      rejectedLineCount === 0
        ? 'No line was rejected, so there is nothing to correct.'
        : 'No line can be corrected automatically. The report says what each line needs.'
    )
  }
  await saveResponse(await service.call(contentOf(corrected)), context.outputPath(target))
}

/** Per line `data.txt:12:5 TooManyRepeats`; below it what was found, what is accepted and a correction. */
function drawReport(
  context: CommandContext,
  { status, acceptedLineCount, rejectedLineCount, error, warnings, details }: ImportReport,
  corrected: Entity | undefined,
  width: number
): string {
  const totals = `${status}: ${acceptedLineCount} accepted, ${rejectedLineCount} rejected`
  const heads = [
    totals,
    ...(error ? [`${error.code}: ${error.message}`] : []),
    ...warnings.map((one) => `WARNING: ${one}`)
  ]
  if (context.flag(display.table)) {
    const rows = details.map(({ filename, line = '', column = '', code, found, accepted }) => [
      filename,
      String(line),
      String(column),
      code,
      found,
      accepted
    ])
    const columns = ['file', 'line', 'column', 'code', 'found', 'accepted']
    return [...heads, drawTable(columns, rows, width, ['line', 'column', 'code'])].join('\n')
  }
  const lines = details.map(
    ({ filename, line, column, code, inputText, found, accepted, corrected: better }) =>
      [
        `${[filename, line, column].filter((part) => part !== undefined).join(':')} ${code}`,
        `  ${inputText}`,
        `  found ${found}; accepted ${accepted}`,
        ...(better === undefined ? [] : [`  corrected: ${better}`])
      ].join('\n')
  )
  const hint = corrected ? [`--output file FILE saves ${String(corrected.name)}.`] : []
  return [...heads, ...lines, ...hint].join('\n')
}
