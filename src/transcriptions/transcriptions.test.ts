import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation, voiceAt } from '../../tests/conversation.ts'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { acousticArchive, type Clip, type Entity, spokenBy } from '../../tests/synthetic-clips.ts'
import { BatchClient, type Body, type Forms, stereo } from '../../tests/transcriptions/batch.ts'
import { RecordingsServer } from '../../tests/transcriptions/recordings-server.ts'
import { wavHeader } from '../speech/audio/index.ts'

const SENTENCES = ['The storm is over.', 'Tie the boat to the chain.', 'Paint the house before the winter.']

let running: RunningService
let client: BatchClient
let storage: RecordingsServer
let clips: readonly Clip[]
let urls: readonly string[]

const wav = (index: number): Buffer<ArrayBuffer> => clips[index]?.wav ?? Buffer.alloc(0)
const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''
const secondsOf = (audio: Buffer): number => (audio.length - 44) / 32_000

beforeAll(async () => {
  running = await startInProcess()
  client = new BatchClient(running.address, KEY)
  storage = await RecordingsServer.start()
  clips = await spokenBy('slt', SENTENCES)
  urls = clips.map(({ name, wav }) => storage.add(`/${name}`, wav))
})
afterAll(async () => {
  storage.close()
  await running.close()
})

describe('a transcription', () => {
  test('has no files before its end, and then a result a recording and a report', async () => {
    storage.requireExisting('/slt-001.wav')
    const { status, headers, body } = await client.create({
      contentUrls: urls,
      description: 'of the harbour',
      customProperties: { team: 'harbour' },
      properties: { wordLevelTimestampsEnabled: true, displayFormWordLevelTimestampsEnabled: true }
    })
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(body.self)
    expect(['NotStarted', 'Running']).toContain(body.status)
    const early = await client.call('GET', `${body.self}/files`)
    expect([early.headers.get('Retry-After'), early.body.values]).toEqual([expect.any(String), []])
    await client.until(body, ({ status }) => status === 'Running')
    const rejected = await client.call('DELETE', body.self)
    expect([rejected.status, rejected.body.innerError?.code]).toEqual([409, 'DeleteNotAllowed'])
    expect((await client.call('PATCH', body.self, { displayName: 'renamed' })).body.displayName).toBe(
      'renamed'
    )
    storage.letGo('/slt-001.wav')

    const done = await client.until(body, ({ status }) => status === 'Succeeded')
    const model = (await client.call('GET', '/models/base')).body.values[0]
    expect(done).toEqual({
      self: body.self,
      displayName: 'renamed',
      description: 'of the harbour',
      locale: 'en-US',
      model: { self: model?.self },
      customProperties: { team: 'harbour' },
      links: { files: `${body.self}/files` },
      properties: {
        diarizationEnabled: false,
        wordLevelTimestampsEnabled: true,
        displayFormWordLevelTimestampsEnabled: true,
        channels: [0, 1],
        punctuationMode: 'DictatedAndAutomatic',
        profanityFilterMode: 'Masked',
        duration: expect.stringMatching(/^PT\d+(\.\d+)?S$/)
      },
      createdDateTime: expect.stringMatching(/Z$/),
      lastActionDateTime: expect.stringMatching(/Z$/),
      status: 'Succeeded'
    })
    expect(Number.parseFloat(String(done.properties.duration).slice(2))).toBeCloseTo(
      clips.reduce((sum, clip) => sum + secondsOf(clip.wav), 0),
      3
    )
    const files = (await client.call('GET', `${body.self}/files`)).body.values
    expect(files.map(({ name, kind }) => [name, kind])).toEqual([
      ['contenturl_0.json', 'Transcription'],
      ['contenturl_1.json', 'Transcription'],
      ['contenturl_2.json', 'Transcription'],
      ['report.json', 'TranscriptionReport']
    ])
    const [file] = files
    expect((await client.call('GET', file?.self ?? '')).body).toMatchObject({ name: file?.name })
    expect((await (await fetch(file?.links.contentUrl ?? '')).text()).length).toBe(file?.properties.size)
    const reports = await client.call('GET', `${body.self}/files?filter=kind eq 'TranscriptionReport'`)
    expect(reports.body.values.map(({ name }) => name)).toEqual(['report.json'])
    expect((await client.call('GET', `${body.self}/files/${idOf(body)}`)).status).toBe(404)
  })

  test('tells in each result what was said, when, and how sure it is', async () => {
    const properties = { wordLevelTimestampsEnabled: true, displayFormWordLevelTimestampsEnabled: true }
    const results = await client.results(await client.run({ contentUrls: urls.slice(0, 1), properties }))
    const result = results.get('contenturl_0.json')
    const durationInTicks = Math.round(secondsOf(wav(0)) * 1e7)
    const phrase = {
      lexical: 'the storm is over',
      itn: 'the storm is over',
      maskedITN: 'the storm is over',
      display: 'The storm is over.'
    }
    const span = {
      offset: expect.stringMatching(/^PT[\d.]+S$/),
      duration: expect.stringMatching(/^PT[\d.]+S$/),
      offsetInTicks: expect.any(Number),
      durationInTicks: expect.any(Number)
    }
    const milliseconds = {
      offsetMilliseconds: expect.any(Number),
      durationMilliseconds: expect.any(Number)
    }
    const best = result?.recognizedPhrases[0]?.nBest[0]
    expect(result).toEqual({
      source: urls[0],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      durationInTicks,
      durationMilliseconds: Math.round(durationInTicks / 10_000),
      duration: `PT${durationInTicks / 1e7}S`,
      combinedRecognizedPhrases: [{ channel: 0, ...phrase }],
      recognizedPhrases: [
        { recognitionStatus: 'Success', channel: 0, ...span, ...milliseconds, nBest: expect.any(Array) }
      ]
    })
    expect(best).toMatchObject({ ...phrase, confidence: expect.any(Number) })
    expect(best?.words?.map(({ word }) => word)).toEqual(['the', 'storm', 'is', 'over'])
    expect(best?.displayWords?.map(({ displayText }) => displayText).join(' ')).toBe(phrase.display)
    for (const words of [best?.words, best?.displayWords]) {
      let at = 0
      for (const word of words ?? []) {
        expect(word).toMatchObject(span)
        expect(word.offsetInTicks).toBeGreaterThanOrEqual(at)
        at = word.offsetInTicks + word.durationInTicks
      }
      expect(at).toBeGreaterThan(0)
      expect(at).toBeLessThanOrEqual(durationInTicks)
    }
  })

  test('leaves times of words out unless they are asked for', async () => {
    const results = await client.results(await client.run({ contentUrls: urls.slice(0, 1) }))
    const best = results.get('contenturl_0.json')?.recognizedPhrases[0]?.nBest[0]
    expect(Object.keys(best ?? {}).sort()).toEqual(['confidence', 'display', 'itn', 'lexical', 'maskedITN'])
  })

  test('punctuates as it is told', async () => {
    const displayed = async (punctuationMode: string): Promise<unknown> => {
      const done = await client.run({ contentUrls: urls.slice(0, 1), properties: { punctuationMode } })
      return (await client.results(done)).get('contenturl_0.json')?.combinedRecognizedPhrases[0]?.display
    }
    expect(await displayed('Automatic')).toBe('The storm is over.')
    expect(await displayed('None')).toBe('The storm is over')
  })

  test('writes numbers as readers do, and hides profanity as it is told, never from the words said', async () => {
    const sentence = 'the damned storm cost nine hundred dollars'
    const [spoken] = await spokenBy('slt', [sentence])
    const url = storage.add('/damned.wav', spoken?.wav ?? Buffer.alloc(0))
    const text = Array(20).fill(sentence).join('\n')
    const model = { locale: 'en-US', displayName: 'damned', text }
    const { body } = await client.call('POST', '/models', model)
    await running.api.finished(body, () => undefined)
    const forms = async (profanityFilterMode: string): Promise<Partial<Forms>> => {
      const requested = {
        contentUrls: [url],
        model: { self: body.self },
        properties: { profanityFilterMode }
      }
      const results = await client.results(await client.run(requested))
      const { channel: _channel, ...recognized } =
        results.get('contenturl_0.json')?.combinedRecognizedPhrases[0] ?? {}
      return recognized
    }
    const spokenText = { lexical: sentence, itn: 'the damned storm cost $900' }
    expect(await forms('None')).toEqual({
      ...spokenText,
      maskedITN: spokenText.itn,
      display: 'The damned storm cost $900.'
    })
    expect(await forms('Masked')).toEqual({
      ...spokenText,
      maskedITN: 'the ****** storm cost $900',
      display: 'The ****** storm cost $900.'
    })
    expect(await forms('Removed')).toMatchObject({ ...spokenText, display: 'The storm cost $900.' })
    expect((await forms('Tags')).display).toMatch(/The <profanity>damned<\/profanity> storm cost \$900\./)
  })

  test('reports recordings that cannot be transcribed beside the others', async () => {
    const silent = await RecordingsServer.start()
    const gone = `${silent.address}/call.wav`
    silent.close()
    const letter = storage.add('/letter.wav', Buffer.from('a letter, and no audio'))
    const contentUrls = [
      `${storage.address}/none.wav?sig=secret`,
      letter,
      gone,
      urls[0],
      'http://[::]:1/call.wav'
    ]
    const done = await client.run({ contentUrls })
    expect(done.status).toBe('Succeeded')
    const files = await client.files(done)
    expect([...files.keys()]).toEqual(['contenturl_3.json', 'report.json'])
    const failed = (errorKind: string, source: string | undefined, message: string) => ({
      source,
      status: 'Failed',
      errorKind,
      errorMessage: expect.stringContaining(message)
    })
    expect(files.get('report.json')).toEqual({
      successfulTranscriptionsCount: 1,
      failedTranscriptionsCount: 4,
      details: [
        failed('InvalidRecordingsUri', `${storage.address}/none.wav`, 'answered 404'),
        failed('InvalidAudio', letter, 'The file is not in a known audio format'),
        failed('InvalidRecordingsUri', gone, 'could not be reached'),
        { source: urls[0], status: 'Succeeded' },
        failed('InvalidRecordingsUri', 'http://[::]:1/call.wav', 'could not be reached')
      ]
    })
    expect(JSON.stringify([done, [...files]])).not.toContain('secret')
    expect(JSON.stringify([...files])).not.toContain(running.dataDir)
  })

  test('fails when none of its recordings can be transcribed, and says why', async () => {
    const done = await client.run({ contentUrls: [`${storage.address}/none.wav`] })
    expect(done.status).toBe('Failed')
    expect(done.properties.error).toEqual({
      code: 'InvalidRecordingsUri',
      message: expect.stringContaining('answered 404')
    })
    expect((await client.report(done)).failedTranscriptionsCount).toBe(1)
    expect((await client.call('DELETE', done.self)).status).toBe(204)
  })

  test('hears the channels of a call as two speakers', async () => {
    const call = storage.add('/call.wav', stereo(wav(0), wav(1)))
    const spoken = async (channels: readonly number[]) => {
      const done = await client.run({ contentUrls: [call, urls[2]], properties: { channels } })
      return [...(await client.results(done)).values()].map(({ combinedRecognizedPhrases }) =>
        combinedRecognizedPhrases.map(({ channel, lexical }) => [channel, lexical])
      )
    }
    const separately = await client.results(await client.run({ contentUrls: urls }))
    const [first, second, third] = [...separately.values()].map(
      ({ combinedRecognizedPhrases }) => combinedRecognizedPhrases[0]?.lexical
    )
    const [left, right, mono] = [
      [0, first],
      [1, second],
      [0, third]
    ]
    expect(first).toBe('the storm is over')
    expect(await spoken([0, 1])).toEqual([[left, right], [mono]])
    expect(await spoken([1, 0])).toEqual([[right, left], [mono]])
    // The other recording has no such channel, which is reported.
    expect(await spoken([1])).toEqual([[right]])
  })

  test('tells the speakers of one channel apart, and numbers those of the next channel on', async () => {
    const call = await conversation(['rms', 'slt', 'rms', 'slt', 'rms', 'slt'])
    const other = await conversation(['awb', 'awb'])
    const stereo = new Int16Array(2 * call.samples.length)
    for (const [at, sample] of call.samples.entries()) {
      stereo[2 * at] = sample
      stereo[2 * at + 1] = other.samples[at] ?? 0
    }
    const header = wavHeader({ dataBytes: stereo.byteLength, channels: 2 })
    const both = storage.add('/both.wav', Buffer.concat([header, new Uint8Array(stereo.buffer)]))
    const contentUrls = [storage.add('/conversation.wav', call.wav), both]
    const done = await client.run({ contentUrls, properties: { diarizationEnabled: true } })
    expect(done.properties).toMatchObject({ diarizationEnabled: true })
    for (const result of (await client.results(done)).values()) {
      const voices = ['rms', 'slt', 'awb']
      for (const { channel, speaker, offsetInTicks, durationInTicks } of result.recognizedPhrases) {
        const spoken = channel === 0 ? call : other
        const voice = voiceAt(spoken, offsetInTicks / 10_000, durationInTicks / 10_000)
        expect(voices[Number(speaker) - 1]).toBe(voice)
      }
    }
  })

  test('tells when each phrase was said, counted from the start of the recording', async () => {
    const pause = Buffer.alloc(3 * 32_000)
    const parts = [pause, wav(0).subarray(44), pause, wav(2).subarray(44), pause, wav(0).subarray(44), pause]
    const samples = Buffer.concat(parts)
    const header = Buffer.from(wav(0).subarray(0, 44))
    header.writeUInt32LE(36 + samples.length, 4)
    header.writeUInt32LE(samples.length, 40)
    const url = storage.add('/pauses.wav', Buffer.concat([header, samples]))
    const properties = { wordLevelTimestampsEnabled: true }
    const result = (await client.results(await client.run({ contentUrls: [url], properties }))).get(
      'contenturl_0.json'
    )
    const lengths = parts.map((part) => Math.round((part.length / 32_000) * 1e7))
    const starts = lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0))
    expect(result?.durationInTicks).toBe(lengths.reduce((sum, length) => sum + length, 0))
    for (const spoken of [1, 3, 5]) {
      const [from = 0, to = 0] = [starts[spoken], starts[spoken + 1]]
      const phrases = result?.recognizedPhrases.filter(
        ({ offsetInTicks, durationInTicks }) => offsetInTicks >= from && offsetInTicks + durationInTicks <= to
      )
      const words = phrases?.flatMap(({ nBest }) => nBest[0]?.words ?? []) ?? []
      expect(words.length).toBeGreaterThanOrEqual(4)
      for (const { offsetInTicks, durationInTicks } of words) {
        expect(offsetInTicks).toBeGreaterThanOrEqual(from)
        expect(offsetInTicks + durationInTicks).toBeLessThanOrEqual(to)
      }
    }
    expect(result?.combinedRecognizedPhrases[0]?.lexical).toContain('the house before the winter')
  })

  test('hears the words of a custom model', async () => {
    const sentences = ['The grapnel slipped off the mooring chain.', 'Paint the grapnel before the regatta.']
    const [spoken] = await spokenBy('slt', sentences)
    const url = storage.add('/grapnel.wav', spoken?.wav ?? Buffer.alloc(0))
    const model = await running.api.finished(
      (
        await client.call('POST', '/models', {
          locale: 'en-US',
          displayName: 'sea',
          text: sentences.join('\n')
        })
      ).body,
      () => undefined
    )
    const done = await client.run({ contentUrls: [url], model: { self: model.self } })
    expect(done).toMatchObject({ model: { self: model.self } })
    const result = (await client.results(done)).get('contenturl_0.json')
    expect(result?.combinedRecognizedPhrases[0]?.lexical).toBe('the grapnel slipped off the mooring chain')
    // What has ended needs its model no more.
    expect((await client.call('DELETE', model.self)).status).toBe(204)
    expect((await client.call('GET', done.self)).status).toBe(200)
  })

  test.each(['Acoustic', 'AudioFiles'])(
    'reads the clips of a dataset of kind %s, in use meanwhile',
    async (kind) => {
      const dataset = (await client.call('POST', '/datasets', { locale: 'en-US', displayName: 'd', kind }))
        .body
      await running.api.uploadBlocks(dataset, await acousticArchive(clips))
      await running.api.finished(dataset, () => undefined)
      const { body } = await client.create({ dataset: { self: dataset.self } })
      expect(body).toMatchObject({ dataset: { self: dataset.self } })
      const inUse = await client.call('DELETE', dataset.self)
      expect([inUse.status, inUse.body.innerError?.code]).toEqual([409, 'InUseViolation'])
      const done = await client.until(body, ({ status }) => status === 'Succeeded')
      const results = await client.results(done)
      expect([...results.keys()]).toEqual(clips.map(({ name }) => `${name}.json`))
      expect([...results.values()].map(({ source }) => source)).toEqual(clips.map(({ name }) => name))
      expect((await client.call('DELETE', dataset.self)).status).toBe(204)
    }
  )

  test('outlives the death of the recognition processes that work on it', async () => {
    const { body } = await client.create({ contentUrls: urls })
    const atWork = (): readonly number[] =>
      running.engine.children().flatMap(({ pid, streams }) => (streams > 0 ? [pid] : []))
    while (atWork().length === 0) await new Promise((resolve) => setImmediate(resolve))
    for (const pid of atWork()) process.kill(pid, 'SIGKILL')
    await client.until(body, ({ status }) => status === 'Succeeded')
    expect(await client.report(body)).toMatchObject({ successfulTranscriptionsCount: 3 })
  })

  test('can be cancelled: what was transcribed stays, the rest is left', async () => {
    storage.requireExisting('/slt-003.wav')
    const { body } = await client.create({ contentUrls: [urls[0], urls[2], urls[2], urls[2], urls[2]] })
    await client.until(body, ({ properties }) => Number(properties.progress) >= 1 / 5)
    const cancelled = await client.call('POST', `${body.self}:cancel`)
    storage.letGo('/slt-003.wav')
    expect(cancelled.body).toMatchObject({
      status: 'Failed',
      properties: { error: { code: 'Cancelled', message: 'The transcription was cancelled.' } }
    })
    expect([...(await client.files(body)).keys()]).toEqual(['contenturl_0.json'])
    expect((await client.call('POST', `${body.self}:cancel`)).status).toBe(409)
  })

  test('belongs to its project, can be filtered, and leaves nothing behind', async () => {
    const project = (await client.call('POST', '/projects', { locale: 'en-US', displayName: 'p' })).body
    const done = await client.run({
      displayName: 'filtered',
      contentUrls: urls.slice(0, 1),
      project: { self: project.self }
    })
    expect((await client.call('GET', project.self)).body.properties).toMatchObject({ transcriptionCount: 1 })
    expect((await client.call('GET', `${project.self}/transcriptions`)).body.values).toMatchObject([
      { self: done.self, project: { self: project.self } }
    ])
    const filtered = await client.call('GET', "/transcriptions?filter=displayName eq 'filtered'")
    expect(filtered.body.values.map(({ self }) => self)).toEqual([done.self])
    expect((await client.call('PATCH', done.self, { model: done })).status).toBe(400)
    expect((await client.call('DELETE', done.self)).status).toBe(204)
    expect((await client.call('GET', done.self)).status).toBe(404)
    expect((await client.call('DELETE', done.self)).status).toBe(204)
    const files = join(running.dataDir, 'files')
    expect(await readdir(join(files, 'transcriptions'))).not.toContain(idOf(done))
    expect(await readdir(join(files, 'deleted-transcriptions'))).toEqual([])
    expect((await client.call('GET', '/transcriptions/locales')).body).toEqual(['en-US'])
  })

  test('is refused by name when it is not as the contract has it', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000'
    const contentUrls = urls.slice(0, 1)
    const cases: readonly (readonly [object, string])[] = [
      [{}, 'OnlyOneOfUrlsOrContainerOrDataset'],
      [{ contentUrls, contentContainerUrl: storage.address }, 'OnlyOneOfUrlsOrContainerOrDataset'],
      [{ contentUrls, dataset: { self: `/datasets/${nowhere}` } }, 'OnlyOneOfUrlsOrContainerOrDataset'],
      [{ contentUrls: [] }, 'MissingInputRecords'],
      [{ contentUrls: ['call.wav'] }, 'InvalidRecordingsUri'],
      [{ contentUrls: ['file:///etc/passwd'] }, 'InvalidRecordingsUri'],
      [{ contentUrls: 'http://example.org' }, 'InvalidRecordingsUri'],
      [{ contentContainerUrl: 'ftp://example.org' }, 'InvalidRecordingsUri'],
      [{ contentUrls: Array(1001).fill(urls[0]) }, 'ExceededNumberOfRecordingsUris'],
      [{ contentUrls, locale: 'de-DE' }, 'InvalidLocale'],
      [{ contentUrls, displayName: '' }, 'InvalidPayload'],
      [{ contentUrls, model: { self: `/models/${nowhere}` } }, 'InvalidPayload'],
      [{ contentUrls, project: { self: `/projects/${nowhere}` } }, 'InvalidPayload'],
      [{ dataset: { self: `/datasets/${nowhere}` } }, 'InvalidPayload'],
      [{ contentUrls, properties: [] }, 'InvalidPayload'],
      [{ contentUrls, properties: { wordLevelTimestampsEnabled: 'yes' } }, 'InvalidPayload'],
      [{ contentUrls, properties: { punctuationMode: 'Some' } }, 'InvalidPayload'],
      [{ contentUrls, properties: { profanityFilterMode: 1 } }, 'InvalidPayload'],
      [{ contentUrls, properties: { destinationContainerUrl: 'here' } }, 'InvalidPayload'],
      ...[[], [0, 0], [-1], [0.5], ['0'], 0].map(
        (channels) => [{ contentUrls, properties: { channels } }, 'InvalidChannels'] as const
      ),
      ...['P32D', 'P1M', '-P1D', 'a day', 86_400].map(
        (timeToLive) => [{ contentUrls, properties: { timeToLive } }, 'InvalidTimeToLive'] as const
      )
    ]
    for (const [fields, inner] of cases) {
      const { status, body } = await client.create(fields)
      expect([fields, status, body.innerError?.code]).toEqual([fields, 400, inner])
    }
  })

  test('is refused what the engine cannot do, after its shape', async () => {
    const rejection = async (properties: object): Promise<string> => {
      const { status, body } = await client.create({ contentUrls: urls, properties })
      expect([status, body.innerError?.code]).toEqual([400, 'InvalidPayload'])
      return body.message ?? ''
    }
    const speakers = (minCount: number, maxCount: number) => ({
      diarization: { speakers: { minCount, maxCount } }
    })
    expect(await rejection({ diarizationEnabled: true, ...speakers(3, 2) })).toContain('minCount <= maxCount')
    expect(await rejection({ diarizationEnabled: true, ...speakers(1, 36) })).toContain('35')
    expect(await rejection({ diarizationEnabled: true, diarization: {} })).toContain('diarization.speakers')
    expect(await rejection(speakers(1, 2))).toContain('needs diarizationEnabled')
    const languages = (more: object) => rejection({ languageIdentification: more })
    expect(await languages({})).toContain('candidateLocales')
    expect(await languages({ candidateLocales: ['en-US'] })).toContain('2 to 10')
    const many = Array.from({ length: 10 }, (_, index) => `x${index}-XX`)
    expect(await languages({ candidateLocales: many })).toContain('2 to 10')
    expect(await languages({ candidateLocales: many, mode: 'Single' })).toContain('cannot identify languages')
    expect(await languages({ candidateLocales: ['de-DE'], mode: 'Once' })).toContain('Continuous or Single')
    const speechModelMapping = { 'fr-FR': { self: 'x' } }
    expect(await languages({ candidateLocales: ['de-DE'], speechModelMapping })).toContain('fr-FR')
    expect(await languages({ candidateLocales: ['en-US', 'de-DE'] })).toContain('cannot identify languages')
  })
})

describe('a transcription with a destination', () => {
  test('is sent to its destination too, which is shown without its grant', async () => {
    const properties = {
      timeToLive: 'P31D',
      destinationContainerUrl: `${storage.address}/results?sv=1&sig=secret`
    }
    const done: Body = await client.run({ contentUrls: urls.slice(0, 2), properties })
    expect(done.properties).toMatchObject({
      timeToLive: 'P31D',
      destinationContainerUrl: `${storage.address}/results`
    })
    const files = await client.files(done)
    for (const name of ['contenturl_0.json', 'contenturl_1.json', 'report.json']) {
      const put = storage.puts.get(`/results/${idOf(done)}/${name}`)
      expect(JSON.parse(put?.body ?? '')).toEqual(files.get(name))
      expect(put?.query).toBe('?sv=1&sig=secret')
      expect(put?.headers).toMatchObject({
        'x-ms-blob-type': 'BlockBlob',
        'content-type': 'application/json'
      })
    }
  })

  test('whose destination takes nothing fails, and its results are still there', async () => {
    storage.full = true
    const properties = { destinationContainerUrl: `${storage.address}/results` }
    const done = await client.run({ contentUrls: urls.slice(0, 1), properties })
    storage.full = false
    expect(done).toMatchObject({
      status: 'Failed',
      properties: {
        error: { code: 'InaccessibleCustomerStorage', message: expect.stringContaining('answered 403') }
      }
    })
    expect([...(await client.files(done)).keys()]).toEqual(['contenturl_0.json', 'report.json'])
  })
})
