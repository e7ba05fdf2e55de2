/** Batches over plain HTTP, as any client makes them. @module */
import type { ApiFile, Entity } from '../synthetic-clips.ts'

export type Body = Entity &
  Readonly<{
    displayName: string
    properties: Readonly<Record<string, unknown>>
    innerError?: Readonly<{ code: string }>
    message?: string
    target?: string
    values: readonly (Body & ApiFile)[]
  }>
export type Answer = Readonly<{ status: number; headers: Headers; body: Body }>

export type Forms = Readonly<{ lexical: string; itn: string; maskedITN: string; display: string }>
type Span = Readonly<{ offset: string; duration: string; offsetInTicks: number; durationInTicks: number }>
export type Result = Readonly<{
  source: string
  timestamp: string
  durationInTicks: number
  duration: string
  combinedRecognizedPhrases: readonly (Forms & Readonly<{ channel: number }>)[]
  recognizedPhrases: readonly (Span &
    Readonly<{
      recognitionStatus: string
      channel: number
      speaker?: number
      nBest: readonly (Forms &
        Readonly<{
          confidence: number
          words?: readonly (Span & Readonly<{ word: string; confidence: number }>)[]
          displayWords?: readonly (Span & Readonly<{ displayText: string }>)[]
        }>)[]
    }>)[]
}>
export type Report = Readonly<{
  successfulTranscriptionsCount: number
  failedTranscriptionsCount: number
  details: readonly Readonly<{
    source: string
    status: string
    errorKind?: string
    errorMessage?: string
  }>[]
}>

export class BatchClient {
  readonly #address: string
  readonly #key: string

  constructor(address: string, key: string) {
    this.#address = address
    this.#key = key
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const url = path.startsWith('http') ? path : `${this.#address}/speechtotext/v3.2${path}`
    const answer = await fetch(url, {
      method,
      headers: { 'Ocp-Apim-Subscription-Key': this.#key, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: JSON.parse(text === '' ? '{}' : text) }
  }

  create(fields: object): Promise<Answer> {
    return this.call('POST', '/transcriptions', { locale: 'en-US', displayName: 'calls', ...fields })
  }

  /** Asks until `wanted` holds. */
  async until({ self }: Entity, condition: (body: Body) => boolean): Promise<Body> {
    for (;;) {
      const { body } = await this.call('GET', self)
      if (condition(body)) return body
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** Made, and waited for to its end, good or bad. */
  async run(fields: object): Promise<Body> {
    const { body } = await this.create(fields)
    return this.until(body, ({ status }) => status === 'Succeeded' || status === 'Failed')
  }

  /** The contents of its files by name. */
  async files({ self }: Entity): Promise<ReadonlyMap<string, unknown>> {
    const { body } = await this.call('GET', `${self}/files`)
    const read = async (file: ApiFile) =>
      [file.name, await (await fetch(file.links.contentUrl)).json()] as const
    return new Map(await Promise.all(body.values.map(read)))
  }

  async report(entity: Entity): Promise<Report> {
    return (await this.files(entity)).get('report.json') as Report
  }

  /** Results without the report. */
  async results(entity: Entity): Promise<ReadonlyMap<string, Result>> {
    const files = new Map(await this.files(entity))
    files.delete('report.json')
    return files as ReadonlyMap<string, Result>
  }
}

/** A stereo WAV file of two mono clips of 16 kHz and 16 bits, the shorter one filled up with silence. */
export function stereo(left: Buffer, right: Buffer): Buffer {
  const [first, second] = [left.subarray(44), right.subarray(44)]
  const frames = Math.max(first.length, second.length) / 2
  const wav = Buffer.alloc(44 + frames * 4)
  left.copy(wav, 0, 0, 44)
  wav.writeUInt32LE(36 + frames * 4, 4)
  wav.writeUInt16LE(2, 22)
  wav.writeUInt32LE(64_000, 28)
  wav.writeUInt16LE(4, 32)
  wav.writeUInt32LE(frames * 4, 40)
  for (let frame = 0; frame < frames; frame++) {
    if (frame * 2 < first.length) first.copy(wav, 44 + frame * 4, frame * 2, frame * 2 + 2)
    if (frame * 2 < second.length) second.copy(wav, 46 + frame * 4, frame * 2, frame * 2 + 2)
  }
  return wav
}
