/** `csr dataset report` and `validate`: what an import refused, line by line, and the file with what could be corrected. @module */
import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { CommandFailed, EXIT } from '../command-failed.ts'
import { kindOf } from '../entity-kinds.ts'
import { keepJson, saveAnswer, show } from '../keep-output.ts'
import { type Entity, idOf, type Service } from '../service.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { terminal } from '../terminal.ts'
import { entityOf } from './entity.ts'

type Refused = Readonly<{
  filename: string
  line?: number
  column?: number
  code: string
  inputText: string
  found: string
  accepted: string
  corrected?: string
}>
type Report = Readonly<{
  status: string
  acceptedLineCount: number
  rejectedLineCount: number
  error?: Readonly<{ code: string; message: string }>
  warnings: readonly string[]
  details: readonly Refused[]
}>

const PATIENCE_MS = 3_600_000
const REPORT = 'report.json'
const CORRECTED = /^corrected\./

export async function datasetReport(options: Options): Promise<number | undefined> {
  const service = await options.service()
  const self = entityOf(options, kindOf('dataset'), service)
  terminal.begin(`Getting report of dataset ${idOf({ self })}`)
  const files = await service.list(`${self}/files`)
  const report = await reportOf(service, self, files)
  terminal.end('Done!')
  await keepJson(options, report)
  const corrected = files.find(({ name }) => CORRECTED.test(String(name)))
  const target = options.one('outputFile')
  if (target !== undefined) await saveCorrected(options, service, report, corrected, target)
  show(options, report, (width) => drawReport(options, report, corrected, width))
  return undefined
}

/** The report that an import would leave, and nothing imported. @returns 1 where all would be refused */
export async function validateDataset(options: Options): Promise<number | undefined> {
  const path = options.require('data')
  const kind = options.require('kind')
  const service = await options.service()
  const form = new FormData()
  form.set('displayName', options.one('name') ?? basename(path))
  form.set('kind', kind)
  form.set('locale', options.one('language') ?? 'en-US')
  const project = options.one('project')
  if (project !== undefined) {
    form.set('project', JSON.stringify({ self: service.addressOf('projects', project) }))
  }
  const data = await openAsBlob(options.inputAt(path)).catch((error: Error) => {
    throw new CommandFailed(`${path} cannot be read: ${error.message}`)
  })
  form.set('data', data, basename(path))
  terminal.begin(`Validating ${path}`)
  const answer = await service.call('/datasets/upload?validate=true', {
    method: 'POST',
    body: form,
    timeoutMs: PATIENCE_MS
  })
  const report = (await answer.json()) as Report
  terminal.end('Done!')
  await keepJson(options, report)
  show(options, report, (width) => drawReport(options, report, undefined, width))
  return report.status === 'Failed' ? EXIT.failed : undefined
}

async function reportOf(service: Service, self: string, files: readonly Entity[]): Promise<Report> {
  const file = files.find(({ name }) => name === REPORT)
  if (file) return (await (await service.call(contentOf(file))).json()) as Report
  const { status } = await service.json(self)
  throw new CommandFailed(`Dataset ${idOf({ self })} has no report yet; its status is ${status}.`, {
    hint: `TRY: vernacular csr dataset status --dataset ${idOf({ self })} --wait`
  })
}

const contentOf = ({ self, links }: Entity): string => links?.contentUrl ?? `${self}/content`

async function saveCorrected(
  options: Options,
  service: Service,
  { rejectedLineCount }: Report,
  corrected: Entity | undefined,
  target: string
): Promise<void> {
  if (!corrected) {
    throw new CommandFailed(
      rejectedLineCount === 0
        ? 'Nothing was refused, so there is nothing to correct.'
        : 'No line can be corrected without judgement; the report says what each of them needs.'
    )
  }
  await saveAnswer(await service.call(contentOf(corrected)), options.outputAt(target))
}

/** `data.txt:12:5 TooManyRepeats`, and below what was found, what is accepted and what it might be. */
function drawReport(
  options: Options,
  { status, acceptedLineCount, rejectedLineCount, error, warnings, details }: Report,
  corrected: Entity | undefined,
  width: number
): string {
  const totals = `${status}: ${acceptedLineCount} accepted, ${rejectedLineCount} refused`
  const heads = [
    totals,
    ...(error ? [`${error.code}: ${error.message}`] : []),
    ...warnings.map((one) => `WARNING: ${one}`)
  ]
  if (options.flag('table')) {
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
