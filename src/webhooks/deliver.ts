/** One delivery sent to its address, and what came of it. @module */
import { createHmac } from 'node:crypto'
import { ContentUnavailable, describeValue, type SentAnswer, sendContent } from '../platform/index.ts'
import { CHALLENGE, type Delivery } from './delivery-store.ts'

export type Outcome =
  | Readonly<{ kind: 'taken' }>
  /** No use in trying again. */
  | Readonly<{ kind: 'refused'; message: string }>
  /** `silent`: nobody answered, so that nothing else would come through either. */
  | Readonly<{ kind: 'failed'; silent: boolean; message: string }>

export type Sending = Readonly<{
  allowPrivate: boolean
  /** For all of one try, from the look-up of the name to the end of the answer. */
  timeoutMs: number
  signal: AbortSignal
}>

/** Base64 of HMAC-SHA256 over exactly the bytes that are sent; over the token for a challenge, which has no body. */
export const signatureOf = (secret: string, sent: string): string =>
  createHmac('sha256', secret).update(sent).digest('base64')

/** Never throws but for the signal's reason. */
export async function deliver(delivery: Delivery, sending: Sending): Promise<Outcome> {
  const { event, body, secret, webUrl } = delivery
  const challenge = event === CHALLENGE
  const { signal, timeoutMs, allowPrivate } = sending
  const late = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await sendContent(challenge ? withToken(webUrl, body) : webUrl, {
      method: 'POST',
      headers: {
        'User-Agent': 'Vernacular',
        'X-MicrosoftSpeechServices-Event': event,
        ...(challenge ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
        ...(secret ? { 'X-MicrosoftSpeechServices-Signature': signatureOf(secret, body) } : {})
      },
      body: challenge ? '' : body,
      allowPrivate,
      timeoutMs,
      signal: AbortSignal.any([signal, late])
    })
    return challenge ? answerToChallenge(answer, body, webUrl) : answerToEvent(answer, event, webUrl)
  } catch (error) {
    signal.throwIfAborted()
    const host = new URL(webUrl).host
    if (late.aborted) {
      const message = `${host} did not answer within ${timeoutMs / 1000} s to the event ${event}.`
      return { kind: 'failed', silent: true, message }
    }
    if (!(error instanceof ContentUnavailable)) throw error
    const message = `The event ${event} could not be sent: ${error.message}.`
    // An address that is refused today may be another tomorrow, but a challenge is answered today or not.
    if (challenge && error.code === 'address-refused') return { kind: 'refused', message }
    return { kind: 'failed', silent: true, message }
  }
}

/** The token behind the query as it was given: rewriting the rest could change what the receiver reads. */
function withToken(webUrl: string, token: string): string {
  const url = new URL(webUrl)
  url.search = `${url.search === '' ? '?' : `${url.search}&`}validationToken=${token}`
  return url.href
}

function answerToEvent({ status }: SentAnswer, event: string, webUrl: string): Outcome {
  if (status >= 200 && status < 300) return { kind: 'taken' }
  return {
    kind: 'failed',
    silent: false,
    message: `${new URL(webUrl).host} answered ${status} to the event ${event}; expected 200.${redirected(status)}`
  }
}

function answerToChallenge({ status, text }: SentAnswer, token: string, webUrl: string): Outcome {
  const expected = 'expected 200 with the value of validationToken as the whole body'
  const { host } = new URL(webUrl)
  if (status === 200) {
    if (text.trim() === token) return { kind: 'taken' }
    return {
      kind: 'refused',
      message: `${host} answered the challenge with ${text === '' ? 'an empty body' : describeValue(text)}; ${expected}.`
    }
  }
  const message = `${host} answered ${status} to the challenge; ${expected}.${redirected(status)}`
  // Receivers that are just starting, or busy, say so by these.
  const passing = status >= 500 || status === 429 || status === 408
  return passing ? { kind: 'failed', silent: false, message } : { kind: 'refused', message }
}

const redirected = (status: number): string =>
  status >= 300 && status < 400 ? ' Redirections are not followed.' : ''
