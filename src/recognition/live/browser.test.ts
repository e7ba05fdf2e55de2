import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../../tests/in-process-service.ts'
import { spokenBy } from '../../../tests/synthetic-clips.ts'

const TEXT = 'Go forward 10 meters.'
const BUNDLE = join(
  dirname(createRequire(import.meta.url).resolve('microsoft-cognitiveservices-speech-sdk/package.json')),
  'distrib/browser/microsoft.cognitiveservices.speech.sdk.bundle-min.js'
)

/** A page of an app, on an origin of its own: it asks for a token, then recognizes. */
const PAGE = `<!doctype html><title>App</title><script src="/sdk.js"></script><script>
async function recognize(service, key) {
  const headers = { 'Ocp-Apim-Subscription-Key': key }
  const issued = await fetch(service + '/sts/v1.0/issueToken', { method: 'POST', headers })
  const config = SpeechSDK.SpeechConfig.fromHost(new URL(service.replace('http', 'ws')))
  config.authorizationToken = await issued.text()
  config.speechRecognitionLanguage = 'en-US'
  const wav = new File([await (await fetch('/clip.wav')).arrayBuffer()], 'clip.wav')
  const recognizer = new SpeechSDK.SpeechRecognizer(config, SpeechSDK.AudioConfig.fromWavFileInput(wav))
  const partials = []
  recognizer.recognizing = (_, event) => partials.push(event.result.text)
  const result = await new Promise((resolve, reject) => recognizer.recognizeOnceAsync(resolve, reject))
  recognizer.close()
  return { text: result.text, errorDetails: result.errorDetails, partials: partials.length }
}
</script>`

let running: RunningService
let app: Server
let browser: Browser
beforeAll(async () => {
  running = await startInProcess()
  const [clip] = await spokenBy('rms', ['Go forward ten meters.'])
  const files: Readonly<Record<string, readonly [string, Buffer]>> = {
    '/': ['text/html', Buffer.from(PAGE)],
    '/sdk.js': ['text/javascript', await readFile(BUNDLE)],
    '/clip.wav': ['audio/wav', clip?.wav ?? Buffer.alloc(0)]
  }
  app = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', Buffer.alloc(0)]
    response.writeHead(200, { 'Content-Type': type }).end(body)
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
})
afterAll(async () => {
  await browser?.close()
  app?.close()
  await running?.close()
})

test('a page in a browser recognizes speech with the bundle of the SDK and a token', async () => {
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(app.address() as AddressInfo).port}/`)
  const answer = await page.evaluate(`recognize(${JSON.stringify(running.address)}, ${JSON.stringify(KEY)})`)
  expect(answer).toMatchObject({ text: TEXT, partials: expect.any(Number) })
})
