/** Files of datasets compared with the table of datasets, and read back into it. @module */

import type { Projects } from '../projects/index.ts'
import {
  CannotRecover,
  type NamedEntity,
  type Platform,
  readHeadRecord,
  type StoredCollection
} from '../resources/index.ts'
import {
  committedPrefix,
  type Dataset,
  type DatasetKind,
  datasetKinds,
  sourceKey,
  sourceName,
  uploadPrefix
} from './dataset.ts'
import type { DatasetService } from './datasets.ts'
import { importKind } from './import-dataset.ts'
import { type ReportHead, readReportHead, reportName } from './import-report.ts'

/** Imported datasets, then those that were received and not imported yet. */
export function storedDatasets(
  platform: Platform,
  service: DatasetService,
  projects: Projects
): readonly StoredCollection[] {
  const { files } = platform
  const { store, records } = service
  const nameOf = async (id: string): Promise<string | undefined> =>
    readHeadRecord(await records.read(id)).displayName
  const parts = { platform, service, projects }
  return [
    {
      kind: 'dataset',
      prefixOf: committedPrefix,
      onDisk: () => files.folders('datasets'),
      ids: () => store.ids(),
      needFiles: () => store.succeeded(),
      nameOf,
      deletions: { prefix: 'deleted', finish: (id) => service.removeFiles(id) },
      recover: (id) => recoverImported(parts, id)
    },
    {
      kind: 'upload',
      prefixOf: uploadPrefix,
      onDisk: () => files.folders('uploads'),
      ids: () => store.ids(),
      nameOf,
      recover: (id) => recoverReceived(parts, id)
    }
  ]
}

type Parts = Readonly<{ platform: Platform; service: DatasetService; projects: Projects }>

async function recoverImported(parts: Parts, id: string): Promise<NamedEntity> {
  const { files } = parts.platform
  const key = `${committedPrefix(id)}/${reportName}`
  if (!(await files.stat(key))) throw new CannotRecover(`its import left no ${reportName}`)
  const head = await readReportHead(await files.read(key)).catch((error: Error) => {
    throw new CannotRecover(`its ${reportName} is damaged: ${error.message}`)
  })
  const { status, acceptedLineCount, rejectedLineCount, durationTicks, error } = head
  return insert(parts, id, head, {
    status,
    acceptedLineCount,
    rejectedLineCount,
    ...(durationTicks === undefined ? {} : { durationTicks }),
    ...(error === undefined ? {} : { error })
  })
}

/** A source that came whole is imported once the service runs. */
async function recoverReceived(parts: Parts, id: string): Promise<NamedEntity> {
  const { platform, service } = parts
  const record = await service.records.read(id)
  if (!(await platform.files.stat(sourceKey(id)))) {
    throw new CannotRecover('its blocks were not joined; upload the dataset again')
  }
  const kind = datasetKinds.find((known) => known === record?.kind)
  if (!record || !kind || typeof record.locale !== 'string') {
    throw new CannotRecover('its kind and locale are unknown; upload the dataset again')
  }
  const { locale, textNormalizationKind } = record
  return insert(
    parts,
    id,
    { kind, locale, textNormalizationKind: textNormalizationKind === 'None' ? 'None' : 'Default' },
    { status: 'NotStarted', acceptedLineCount: 0, rejectedLineCount: 0 }
  )
}

async function insert(
  { platform, service, projects }: Parts,
  id: string,
  head: Readonly<{ kind: DatasetKind }> & Pick<ReportHead, 'locale' | 'textNormalizationKind'>,
  outcome: Pick<Dataset, 'status' | 'acceptedLineCount' | 'rejectedLineCount' | 'durationTicks' | 'error'>
): Promise<NamedEntity> {
  if (!service.locales.includes(head.locale)) {
    throw new CannotRecover(
      `its locale ${head.locale} has no base model on this service; add one with \`vernacular base-model add\` and rebuild again`
    )
  }
  const record = (await service.records.read(id)) ?? {}
  const now = new Date()
  const { origin, contentUrl, sourceFileName } = record
  const dataset: Omit<Dataset, 'projectId'> = {
    id,
    displayName: `Recovered dataset ${id.slice(0, 8)}`,
    createdDateTime: now,
    ...readHeadRecord(record),
    locale: head.locale,
    kind: head.kind,
    textNormalizationKind: head.textNormalizationKind as Dataset['textNormalizationKind'],
    // A source that is here needs neither to be fetched nor to be put together from blocks.
    origin:
      outcome.status !== 'NotStarted' && (origin === 'contentUrl' || origin === 'blocks') ? origin : 'form',
    ...(typeof contentUrl === 'string' ? { contentUrl } : {}),
    sourceFileName: typeof sourceFileName === 'string' ? sourceFileName : sourceName(head.kind),
    lastActionDateTime: now,
    ...outcome
  }
  await platform.database.transaction(async (tx) => {
    const projectId = await projects.restore(tx, record.project)
    await service.store.insert(tx, { ...dataset, ...(projectId === undefined ? {} : { projectId }) })
    if (outcome.status === 'NotStarted') {
      await platform.jobs.enqueue(tx, { kind: importKind, subject: id })
    }
  })
  return dataset
}
