import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../../tests/in-process-service.ts'
import { CONVERSATION, hexId, INTERACTIVE, LiveSocket } from '../../../tests/live-socket.ts'
import { pcmOf, silence } from '../../../tests/speech-client.ts'
import { spokenBy } from '../../../tests/synthetic-clips.ts'

const TEXT = 'Go forward 10 meters.'
const STREAMS = 2
/** How far the service's clock is ahead. */
let late = 0
let running: RunningService
let spoken: Buffer
beforeAll(async () => {
  running = await startInProcess(undefined, { liveStreams: STREAMS }, () => Date.now() + late)
  spoken = pcmOf((await spokenBy('rms', ['Go forward ten meters.']))[0]?.wav ?? Buffer.alloc(0))
})
afterAll(() => running.close())
afterEach(() => {
  late = 0
  vi.useRealTimers()
})

/** Without the silence at its end. */
function trimmed(pcm: Buffer): Buffer {
  let end = pcm.length
  while (end > 2 && Math.abs(pcm.readInt16LE(end - 2)) < 300) end -= 2
  return pcm.subarray(0, end)
}

const openStreams = (): number => running.engine.children().reduce((sum, { streams }) => sum + streams, 0)
const open = (path = `${CONVERSATION}?language=en-US`): Promise<LiveSocket> => LiveSocket.open(running, path)

describe('the upgrade', () => {
  test.each([
    ['no credential', CONVERSATION, '', '401'],
    ['a wrong key', CONVERSATION, 'wrong-key-0123456789', '401'],
    ['a token that is none', `${CONVERSATION}?Authorization=Bearer%20x.y.z`, '', '401'],
    ['an unknown path', '/speech/translation/v1', KEY, '404']
  ])('%s is refused', async (_name, path, key, status) => {
    await expect(LiveSocket.open(running, path, key)).rejects.toThrow(status)
  })

  test.each([
    `${CONVERSATION}?Ocp-Apim-Subscription-Key=${KEY}`,
    `/Speech/recognition/Interactive/cognitiveservices/V1/?ocp-apim-subscription-key=${KEY}&unknown=1`
  ])('%s: the query holds the key where no header can', async (path) => {
    const live = await LiveSocket.open(running, path, '')
    live.drop()
  })

  test('tokens are given to key holders alone, to pages of any origin, and open the REST API too', async () => {
    const url = `${running.address}/sts/v1.0/issuetoken`
    expect((await fetch(url, { method: 'POST' })).status).toBe(401)
    const preflight = await fetch(url, { method: 'OPTIONS', headers: { Origin: 'https://app.example' } })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Ocp-Apim-Subscription-Key')
    const headers = { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/x-www-form-urlencoded' }
    const issued = await fetch(url, { method: 'POST', headers, body: '' })
    expect(issued.headers.get('access-control-allow-origin')).toBe('*')
    const Authorization = `Bearer ${await issued.text()}`
    const rest = `${running.address}/speechtotext/v3.2/projects`
    expect((await fetch(rest, { headers: { Authorization } })).status).toBe(200)
    expect((await fetch(rest, { headers: { Authorization: `${Authorization}x` } })).status).toBe(401)
    const query = new URLSearchParams({ Authorization })
    const live = await LiveSocket.open(running, `${CONVERSATION}?${query}`, '')
    live.drop()
  })

  test('a token is good for ten minutes', async () => {
    const issued = await fetch(`${running.address}/sts/v1.0/issueToken`, {
      method: 'POST',
      headers: { 'Ocp-Apim-Subscription-Key': KEY }
    })
    const query = new URLSearchParams({ Authorization: `Bearer ${await issued.text()}` })
    const path = `${CONVERSATION}?${query}`
    late = 595_000
    ;(await LiveSocket.open(running, path, '')).drop()
    late = 601_000
    await expect(LiveSocket.open(running, path, '')).rejects.toThrow('401')
  })
})

describe('a turn', () => {
  test('starts with the first audio, ends after the last; what comes late is passed over', async () => {
    const live = await open()
    live.text('speech.config', { context: {} })
    const id = live.begin()
    await live.until('turn.start', id)
    live.text('telemetry', { any: 1 })
    live.text('speech.testmessage', 'anything')
    live.audio(id, spoken)
    live.audio(id, new Uint8Array(0))
    live.audio(id, new Uint8Array(0))
    await live.until('turn.end', id)
    live.audio(id, new Uint8Array(0))
    expect(live.statuses(id)).toEqual(['Success', 'EndOfDictation'])
    const paths = live.received.map(({ path }) => path)
    expect(paths.slice(-2)).toEqual(['speech.endDetected', 'turn.end'])
    const next = live.begin()
    live.audio(next, new Uint8Array(0))
    await live.until('turn.end', next)
    expect(live.statuses(next)).toEqual(['EndOfDictation'])
    live.drop()
  })

  test('once: the end of speech is told before the phrase, the phrase ends the turn', async () => {
    const live = await open(`${INTERACTIVE}?language=en-US`)
    const id = live.begin()
    live.audio(id, Buffer.concat([spoken, silence(3), spoken]))
    await live.until('turn.end', id)
    const paths = live.received.map(({ path }) => path).filter((path) => path !== 'speech.hypothesis')
    expect(paths).toEqual([
      'turn.start',
      'speech.startDetected',
      'speech.endDetected',
      'speech.phrase',
      'turn.end'
    ])
    expect(live.received.find(({ path }) => path === 'speech.phrase')?.body.DisplayText).toBe(TEXT)
    await expect.poll(openStreams).toBe(0)
    live.drop()
  })

  test.each([
    ['no silence asked for, half a second too short to be sure of', undefined, 0.42, 1],
    ['a fifth of a second asked for', 200, 0.42, 1],
    ['a second asked for', 1000, 0.6, 0]
  ])(
    'the phrase comes once its silence is over, with %s',
    async (_name, requested, seconds, phrases) => {
      const live = await open()
      const segmentation = { mode: 'Custom', segmentationSilenceTimeoutMs: requested }
      const id = live.begin({
        phraseDetection: { mode: 'Conversation', ...(requested ? { conversation: { segmentation } } : {}) }
      })
      live.audio(id, Buffer.concat([trimmed(spoken), silence(seconds)]))
      if (phrases > 0) {
        await live.until('speech.phrase', id)
      } else {
        // More of the same silence ends it.
        await live.until('speech.hypothesis', id)
        live.audio(id, trimmed(spoken))
      }
      live.audio(id, new Uint8Array(0))
      await live.until('turn.end', id)
      const texts = live.received.flatMap(({ path, body }) =>
        path === 'speech.phrase' && body.RecognitionStatus === 'Success' ? [body.DisplayText] : []
      )
      expect(texts).toHaveLength(1)
      expect(texts[0]).toMatch(phrases > 0 ? /^Go forward 10 meters\.$/ : /^Go forward 10 meters go forward/)
      live.drop()
      // Silence of half a minute without audio would end the turn, too.
    },
    25_000
  )

  test('half a minute of noise, tones and silence is no phrase, and speech after it is', async () => {
    const live = await open()
    const id = live.begin()
    const sounds = [
      (at: number) => 6_000 * (((at * 2_654_435_761) % 4_294_967_296) / 2_147_483_648 - 1),
      (at: number) =>
        Math.sin(at / 40_000) *
        [220, 277.2, 329.6].reduce(
          (sum, hertz) => sum + 4_000 * Math.sin((2 * Math.PI * hertz * at) / 16_000),
          0
        ),
      () => 0
    ]
    const pcm = Buffer.alloc(sounds.length * 10 * 32_000)
    for (let at = 0; 2 * at < pcm.length; at++) {
      pcm.writeInt16LE(Math.round(sounds[Math.floor(at / 160_000)]?.(at) ?? 0), 2 * at)
    }
    live.audio(id, pcm)
    live.audio(id, spoken)
    live.audio(id, new Uint8Array(0))
    await live.until('turn.end', id)
    const texts = live.received.filter(({ body }) => body.Text || body.DisplayText)
    expect(texts.length).toBeGreaterThan(0)
    for (const { body } of texts) expect(body.Offset).toBeGreaterThan(29e7)
    expect(live.statuses(id).filter((status) => status === 'Success')).toHaveLength(1)
    live.drop()
  })

  test('audio that is none is refused as such', async () => {
    const live = await open()
    const id = live.begin()
    const other = hexId()
    live.audio(other, Buffer.from('RIFF\x24\0\0\0WAVEdata\0\0\0\0'))
    live.audio(other, new Uint8Array(0))
    await live.until('turn.end', other)
    expect(live.statuses(other)).toEqual(['BadRequest'])
    expect(live.received.some((reported) => reported.id === id && reported.path === 'turn.end')).toBe(false)
    live.drop()
  })

  test('a header in pieces, and a length that is not kept, are no fault', async () => {
    const live = await open()
    const id = hexId()
    const header = Buffer.from(
      'RIFF\xff\xff\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data\xff\xff\x0f\0',
      'latin1'
    )
    for (const byte of header) live.audio(id, Uint8Array.of(byte))
    live.audio(id, spoken)
    live.audio(id, new Uint8Array(0))
    await live.until('turn.end', id)
    expect(live.statuses(id)).toEqual(['Success', 'EndOfDictation'])
    live.drop()
  })

  test('two candidate languages are refused, since nothing here tells languages apart', async () => {
    const live = await open()
    live.begin({ languageId: { languages: ['en-US', 'de-DE'], mode: 'DetectContinuous' } })
    expect(await live.closed).toMatchObject({
      code: 1007,
      reason: expect.stringContaining('cannot identify languages')
    })
  })

  test('a client that stops sending gives its place back and may go on', async () => {
    const live = await open()
    const id = live.begin()
    live.audio(id, spoken)
    await expect.poll(openStreams).toBe(1)
    await live.until('speech.hypothesis', id)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    live.audio(id, silence(0.1))
    live.text('telemetry', {})
    vi.advanceTimersByTime(0)
    await new Promise<void>((resolve) => {
      live.socket.once('pong', () => resolve())
      live.socket.ping()
    })
    vi.advanceTimersByTime(31_000)
    vi.useRealTimers()
    await live.until('turn.end', id)
    await expect.poll(openStreams).toBe(0)
    const next = live.begin()
    live.audio(next, spoken)
    live.audio(next, new Uint8Array(0))
    await live.until('turn.end', next)
    expect(live.statuses(next)).toContain('Success')
    live.drop()
  })
})

describe('hostile clients', () => {
  const binary = (...bytes: number[]): Buffer => Buffer.from(bytes)
  test.each([
    ['a binary message of one byte', binary(0), 1007],
    [
      'a header longer than its message',
      Buffer.concat([binary(0xff, 0xff), Buffer.from('Path: audio\r\n')]),
      1007
    ],
    ['a header without a path', Buffer.concat([binary(0, 6), Buffer.from('a: b\r\n')]), 1007],
    ['audio of no turn', Buffer.concat([binary(0, 13), Buffer.from('Path: audio\r\n')]), 1007],
    ['a context that is no JSON', 'Path: speech.context\r\n\r\n{', 1007],
    ['a context that is no object', 'Path: speech.context\r\n\r\n7', 1007],
    ['a turn named with a line break', 'Path: audio\r\nX-RequestId: a b\r\n\r\n', 1007],
    ['a message larger than a megabyte', Buffer.alloc(2 ** 20 + 1), 1009]
  ])('%s ends its connection', async (_name, message, code) => {
    const live = await open()
    live.socket.send(message)
    expect((await live.closed).code).toBe(code)
  })

  test('a flood of texts ends its connection, and others do not notice', async () => {
    const [flood, good] = [await open(), await open()]
    for (let count = 0; count < 1100; count++) flood.text('telemetry', {})
    expect((await flood.closed).code).toBe(1008)
    const id = good.begin()
    good.audio(id, spoken)
    good.audio(id, new Uint8Array(0))
    await good.until('turn.end', id)
    expect(good.statuses(id)).toContain('Success')
    good.drop()
  })

  test('hours of audio at once wait at the client, not in memory; hanging up frees the stream', async () => {
    const live = await open()
    const id = live.begin()
    const before = process.memoryUsage.rss()
    const minute = silence(30)
    for (let count = 0; count < 100; count++) live.audio(id, minute)
    await expect.poll(openStreams).toBe(1)
    // What the client's own socket holds back has not left it.
    expect(live.socket.bufferedAmount).toBeGreaterThan(50 * minute.length)
    expect(process.memoryUsage.rss() - before).toBeLessThan(200e6)
    live.drop()
    await expect.poll(openStreams, { timeout: 10_000 }).toBe(0)
  })
})

describe('capacity', () => {
  test('a stream too many is told so at once; the others are heard, and a place that is left is taken', async () => {
    const lives = await Promise.all(Array.from({ length: STREAMS + 1 }, () => open()))
    const ids = lives.map((live) => live.begin())
    const [first, second, third] = lives as [LiveSocket, LiveSocket, LiveSocket]
    const [one = '', two = '', three = ''] = ids
    first.audio(one, spoken)
    second.audio(two, spoken)
    await expect.poll(openStreams).toBe(STREAMS)
    third.audio(three, spoken)
    await third.until('turn.end', three)
    expect(third.statuses(three)).toEqual(['TooManyRequests'])
    first.audio(one, new Uint8Array(0))
    await first.until('turn.end', one)
    expect(first.statuses(one)).toContain('Success')
    const again = third.begin()
    third.audio(again, spoken)
    third.audio(again, new Uint8Array(0))
    await third.until('turn.end', again)
    expect(third.statuses(again)).toContain('Success')
    for (const live of lives) live.drop()
  })

  test('connections far beyond the streams are refused at the upgrade', async () => {
    const opened: LiveSocket[] = []
    try {
      await expect(
        (async () => {
          for (let count = 0; count < 100; count++) opened.push(await open())
        })()
      ).rejects.toThrow('429')
      expect(opened.length).toBeGreaterThan(STREAMS)
    } finally {
      for (const live of opened) live.drop()
    }
    await expect.poll(async () => (await open().catch(() => undefined))?.drop() === undefined).toBe(true)
  })
})

describe('a recognition process that dies', () => {
  test('costs its own streams only, and says how to go on', async () => {
    const [live, ended] = [await open(), await open()]
    const id = live.begin()
    live.audio(id, spoken)
    await expect.poll(openStreams).toBe(1)
    for (const { pid, streams } of running.engine.children()) if (streams > 0) process.kill(pid, 'SIGKILL')
    // Its audio is not all here: connecting again brings it once more.
    expect(await live.closed).toMatchObject({ code: 1013 })
    const next = ended.begin()
    ended.audio(next, Buffer.concat([spoken, silence(20)]))
    ended.audio(next, new Uint8Array(0))
    await ended.until('speech.startDetected', next)
    for (const { pid, streams } of running.engine.children()) if (streams > 0) process.kill(pid, 'SIGKILL')
    await ended.until('turn.end', next)
    expect(ended.statuses(next).at(-1)).toBe('Error')
    const last = ended.begin()
    ended.audio(last, spoken)
    ended.audio(last, new Uint8Array(0))
    await ended.until('turn.end', last)
    expect(ended.statuses(last)).toContain('Success')
    ended.drop()
  })
})

describe('a service that stops', () => {
  test('sends its clients away, to come again', async () => {
    const own = await startInProcess()
    const [idle, talking] = [
      await LiveSocket.open(own, CONVERSATION),
      await LiveSocket.open(own, `${CONVERSATION}?language=en-US`)
    ]
    const id = talking.begin()
    talking.audio(id, spoken)
    await talking.until('turn.start', id)
    const [idleEnd, end] = [idle.closed, talking.closed]
    await own.close()
    expect([(await idleEnd).code, (await end).code]).toEqual([1001, 1001])
  })
})
