/** Text files, zips, and folders of audio with transcripts on disk, as datasets. @module */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CommandError } from '../command-error.ts'
import { onInterrupt } from '../execution/interrupt.ts'
import { terminal } from '../output/terminal.ts'
import { RESOURCES } from '../resources/resources.ts'
import { awaitWork } from '../service/await-work.ts'
import { type Entity, idOf, type ServiceClient } from '../service/service-client.ts'
import { sendBlocks, sizeOf } from './upload-blocks.ts'

const AUDIO_EXTENSIONS = new Set([
  '.wav',
  '.mp3',
  '.flac',
  '.ogg',
  '.opus',
  '.m4a',
  '.aac',
  '.webm',
  '.amr',
  '.wma',
  '.aiff'
])
const TRANSCRIPT = 'trans.txt'
/** The custom property that marks a dataset with the hash of its file. */
const HASH = 'contentSha256'

export type DataKind = 'Language' | 'Acoustic' | 'Pronunciation'

export type PreparedData = Readonly<{ path: string; kind: DataKind; name: string; remove(): Promise<void> }>

/**
 * A file as it is; a folder of audio as a zip, with the `trans.txt` of the folder or one made from the `x.txt` next to
 * each `x.wav`. @throws CommandError naming what is missing
 */
export async function prepareData(path: string, kind?: DataKind): Promise<PreparedData> {
  const info = await stat(path).catch((error: Error) => {
    throw new CommandError(`${path} cannot be read: ${error.message}`)
  })
  const name = basename(path)
  if (!info.isDirectory()) {
    const fileKind = kind ?? (extname(path).toLowerCase() === '.zip' ? 'Acoustic' : 'Language')
    return { path, kind: fileKind, name, remove: async () => undefined }
  }
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-data-'))
  const forget = onInterrupt(() => rm(folder, { recursive: true, force: true }))
  const remove = async (): Promise<void> => {
    forget()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const zip = join(folder, 'audio.zip')
    await zipFolder(path, zip)
    return { path: zip, kind: 'Acoustic', name, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function zipFolder(folder: string, to: string): Promise<void> {
  const { ZipFile } = await import('yazl')
  const names = (await readdir(folder)).sort()
  const clips = names.filter((name) => AUDIO_EXTENSIONS.has(extname(name).toLowerCase()))
  if (clips.length === 0)
    throw new CommandError(
      `${folder} contains no audio files. Supported formats: ${[...AUDIO_EXTENSIONS].join(' ')}.`
    )
  const zip = new ZipFile()
  // A fixed time, so that the same folder always produces the same bytes.
  const entry = { mtime: new Date(2000, 0, 1), mode: 0o100644, compress: false }
  for (const clip of clips) zip.addFile(join(folder, clip), clip, entry)
  zip.addBuffer(Buffer.from(await transcriptOf(folder, names, clips)), TRANSCRIPT, entry)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(to))
}

async function transcriptOf(
  folder: string,
  names: readonly string[],
  clips: readonly string[]
): Promise<string> {
  if (names.includes(TRANSCRIPT)) return readFile(join(folder, TRANSCRIPT), 'utf8')
  const lines = await Promise.all(
    clips.map(async (clip) => {
      const own = `${basename(clip, extname(clip))}.txt`
      if (!names.includes(own)) {
        throw new CommandError(
          `${join(folder, clip)} has no transcript. Add ${own} next to it, or ${TRANSCRIPT} with lines of file name, tab, words.`
        )
      }
      return `${clip}\t${(await readFile(join(folder, own), 'utf8')).replace(/\s+/g, ' ').trim()}`
    })
  )
  return `${lines.join('\n')}\n`
}

/** Uploads and imports the file, unless the service already has it. */
export async function datasetFrom(
  service: ServiceClient,
  prepared: PreparedData,
  { locale, project }: Readonly<{ locale: string; project?: string }>
): Promise<Entity> {
  const hash = await sha256(prepared.path)
  const known = (
    await service.list('/datasets', { filter: `kind eq '${prepared.kind}' and status eq 'Succeeded'` })
  ).find(
    ({ customProperties, locale: own }) =>
      own === locale && (customProperties as Record<string, string> | undefined)?.[HASH] === hash
  )
  if (known) {
    terminal.info(`${prepared.name} is unchanged: dataset ${idOf(known)}`)
    return known
  }
  const dataset = await service.json('/datasets', {
    method: 'POST',
    json: {
      kind: prepared.kind,
      displayName: prepared.name,
      locale,
      customProperties: { [HASH]: hash },
      ...(project === undefined ? {} : { project: { self: project } })
    }
  })
  await sendBlocks(service, dataset, prepared.path, await sizeOf(prepared.path))
  const imported = await awaitWork(service, RESOURCES.dataset, dataset.self)
  const { acceptedLineCount, rejectedLineCount } = imported.properties ?? {}
  terminal.info(`${prepared.name}: ${acceptedLineCount} accepted, ${rejectedLineCount} rejected`)
  return imported
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
