/** Recordings of any origin, put together as a dataset of kind AudioFiles. @module */
import { type Dataset, isWorking, type Project } from './entities.ts'
import { Refusal, type Rest } from './rest.ts'
import { ZipWriter } from './zip.ts'

export type NamedRecording = Readonly<{ name: string; content: Blob }>

/** @returns the dataset once its import was asked for */
export async function sendRecordings(
  rest: Rest,
  { displayName, project }: Readonly<{ displayName: string; project: Project }>,
  recordings: readonly NamedRecording[],
  onProgress: (share: number) => void = () => undefined
): Promise<Dataset> {
  const zip = new ZipWriter()
  for (const { name, content } of recordings) await zip.add(name, content)
  const archive = zip.finish()
  const dataset = await rest.post<Dataset>('/datasets', {
    kind: 'AudioFiles',
    displayName,
    locale: project.locale,
    project: { self: project.self }
  })
  await rest.upload(dataset, archive, (sent) => onProgress(sent / archive.size))
  return dataset
}

const LOOK_MS = 500

/**
 * Nothing can be made of a dataset before its import has ended.
 * @throws Refusal with the reason of an import that failed
 */
export async function imported(rest: Rest, { self }: Pick<Dataset, 'self'>): Promise<Dataset> {
  for (;;) {
    const now = await rest.get<Dataset>(self)
    const { error } = now.properties ?? {}
    if (now.status === 'Failed') throw new Refusal(0, error?.code ?? now.status, error?.message ?? '')
    if (!isWorking(now)) return now
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}
