/** A neural base model in the data folder is one of the service's, beside the others. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { humanClips } from '../src/recognizers/spoken-clips.ts'
import { wavHeader } from '../src/speech/audio/index.ts'
import { KEY, type RunningService, startInProcess } from './in-process-service.ts'
import { zipformer2Transducer } from './signature-models/models.ts'

const NAME = 'signature-transducer'

let service: RunningService
beforeAll(async () => {
  service = await startInProcess(async (dataDir) => {
    const folder = join(dataDir, 'base-models', NAME)
    await mkdir(folder, { recursive: true })
    for (const [file, content] of Object.entries(zipformer2Transducer(12)))
      await writeFile(join(folder, file), content)
    const description = {
      family: 'neural',
      name: NAME,
      locale: 'en-US',
      release: '20200101',
      description: 'A model of random weights'
    }
    await writeFile(join(folder, 'base-model.json'), JSON.stringify(description))
  })
})
afterAll(() => service.close())

type Listed = Readonly<{
  values: readonly Readonly<{ self: string; displayName: string; description: string }>[]
}>

const request = async (path: string, body?: FormData): Promise<Response> =>
  fetch(`${service.address}${path}`, {
    headers: { 'ocp-apim-subscription-key': KEY, authorization: `Bearer ${KEY}` },
    ...(body ? { method: 'POST', body } : {})
  })

test('is listed and recognizes', async () => {
  const listed = await request('/speechtotext/v3.2/models/base')
  const { values } = (await listed.json()) as Listed
  const base = values.find(({ description }) => description === 'A model of random weights')
  expect(base).toMatchObject({ displayName: '20200101', locale: 'en-US' })
  const id = base?.self.split('/').at(-1) ?? ''

  const form = new FormData()
  const { pcm = new Uint8Array() } = (await humanClips())[0] ?? {}
  const wav = Buffer.concat([wavHeader({ dataBytes: pcm.byteLength }), pcm])
  form.set('file', new Blob([wav]), 'clip.wav')
  form.set('model', id)
  const transcribed = await request('/v1/audio/transcriptions', form)
  expect(transcribed.status).toBe(200)
  const { text } = (await transcribed.json()) as Readonly<{ text: string }>
  expect(text.length).toBeGreaterThan(0)
  expect(service.engine.children().length).toBe(1)
})
