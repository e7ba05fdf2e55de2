import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../../tests/in-process-service.ts'
import type { Entity } from '../../../tests/synthetic-clips.ts'

type Mail = { to: string; text: string }

let running: RunningService
let server: SMTPServer
let mails: Mail[]
/** How often the mail server turns a mail away before it takes one. */
let rejections: number

const post = (path: string, body: object): Promise<Response> =>
  fetch(`${running.address}/speechtotext/v3.2${path}`, {
    method: 'POST',
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
    body: JSON.stringify(body)
  })
const train = (properties: object, text = 'The grapnel slipped.'): Promise<Response> =>
  post('/models', { displayName: 'Mooring\r\nBcc: all@example.org', locale: 'en-US', text, properties })

describe('with a mail server', () => {
  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          if (rejections > 0) {
            rejections -= 1
            return done(new Error('Not now'))
          }
          mails.push({
            to: session.envelope.rcptTo.map(({ address }) => address).join(),
            text: Buffer.concat(chunks).toString()
          })
          done()
        })
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.server.address() as AddressInfo
    running = await startInProcess(undefined, {
      smtpUrl: `smtp://127.0.0.1:${port}`,
      mailFrom: 'speech@example.org'
    })
  })
  beforeEach(() => {
    mails = []
    rejections = 0
  })
  afterAll(async () => {
    await running.close()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })

  test('whoever asked is told once that the work has ended, and the address is forgotten', async () => {
    const created = (await (await train({ email: 'ada@example.org' })).json()) as Entity
    expect(created.properties).toMatchObject({ email: 'ada@example.org' })
    await expect.poll(() => mails.length, { timeout: 20_000 }).toBe(1)
    const [mail] = mails as [Mail]
    expect(mail.to).toBe('ada@example.org')
    expect(mail.text).toContain('From: speech@example.org')
    expect(mail.text.replace(/=\r\n/g, '')).toContain('has succeeded')
    // A name cannot write headers.
    expect(mail.text.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m)
    const ended = await running.api.finished(created, () => undefined)
    expect(ended.properties).not.toHaveProperty('email')
  })

  test('a mail server that is busy is asked again', async () => {
    rejections = 1
    await train({ email: 'bo@example.org' })
    await expect.poll(() => mails.length, { timeout: 20_000 }).toBe(1)
  })

  test.each(['not an address', 'a@b.example, c@d.example', 5])('%j is refused', async (email) => {
    const answer = await train({ email })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ target: 'properties.email' })
  })
})

describe('without a mail server', () => {
  beforeEach(async () => {
    running = await startInProcess()
  })
  afterEach(() => running.close())

  test('who asks for mail is told that none would come; an empty address asks for none', async () => {
    const rejected = await train({ email: 'ada@example.org' })
    expect(rejected.status).toBe(400)
    expect(await rejected.json()).toMatchObject({
      target: 'properties.email',
      message: expect.stringContaining('VERNACULAR_SMTP_URL')
    })
    expect((await train({ email: '' })).status).toBe(201)
  })
})
