/**
 * REST operations of pronunciations: predict those of names, list those of a model, and play them.
 * @module
 */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ModelCatalog } from '../../models/index.ts'
import { abortOnDisconnect, BODY_LIMITS, type FileStore, Problem } from '../../platform/index.ts'
import {
  CapabilityMissing,
  type Engine,
  type RecognitionModel,
  requireCapability
} from '../../recognizers/index.ts'
import { listingOf, page, readPaging, selfLink, takes } from '../../resources/index.ts'
import {
  type Phones,
  PronunciationUnavailable,
  type SpokenLanguage,
  spokenLanguageFor,
  upsOfPhones
} from '../../speech/pronunciation/index.ts'
import { parseNames } from './asked-names.ts'
import { type PhoneticBase, phoneticBase } from './base-phones.ts'
import { readModelWords } from './own-words.ts'
import { type PronouncedName, pronounceNames } from './pronounce-names.ts'
import type { PronunciationAnswers } from './pronunciation-schema.ts'
import { canBeSpoken, SAMPLE_VOICES, SampleUnavailable, speakPhones } from './speak-phones.ts'

type WithId = { Params: { id: string } }
type PronunciationParts = Readonly<{ catalog: ModelCatalog; engine: Engine; files: FileStore }>

/** The maximum of one sample; no spoken name has more phones. */
const MAX_PHONES = 120
const wordFilters = { word: 'text', source: 'text' } as const

export function pronunciationRoutes(app: FastifyInstance, parts: PronunciationParts): void {
  const { catalog, files } = parts
  for (const path of ['/models/:id(^[^:/]+)', '/models/base/:id(^[^:/]+)']) {
    app.post<WithId>(`${path}::pronounce`, { bodyLimit: BODY_LIMITS.nameList }, (request, reply) =>
      pronounced(request, reply, parts)
    )
    app.get<WithId>(`${path}::speak`, async (request, reply) => {
      const base = baseOf(parts, await modelOf(parts, request))
      const sample = await spoken(request.query, base)
      return reply.type('audio/wav').header('Cache-Control', 'private, max-age=86400').send(sample)
    })
  }

  app.get<WithId>('/models/:id(^[^:/]+)/pronunciations', async (request) => {
    const model = await catalog.require(request.params.id)
    const { model: recognitionModel } = await catalog.trained(model.id)
    const base = listedBase(parts, recognitionModel)
    const self = selfLink(request, `models/${model.id}`)
    const paging = readPaging(request.query, wordFilters)
    const all = (await readModelWords(files, model.id)).filter(({ word, source }) =>
      takes(paging, { word, source })
    )
    const { values, more } = listingOf(all, paging)
    return page(request, paging, {
      values: values.map(({ pronunciations, ...word }): PronunciationAnswers['AddedWord'] => ({
        ...word,
        pronunciations: pronunciations.map((pronunciation) =>
          phonesAnswer(self, base, pronunciation.split(' '))
        )
      })),
      more
    })
  })
}

async function pronounced(
  request: FastifyRequest<WithId>,
  reply: FastifyReply,
  parts: PronunciationParts
): Promise<PronunciationAnswers['PronouncedWords']> {
  const { engine } = parts
  const model = await modelOf(parts, request)
  const base = baseOf(parts, model)
  const self = selfOf(request, parts)
  const signal = abortOnDisconnect(reply)
  try {
    const own = await requireCapability(engine, base.name, 'pronouncer').ownPronunciations(model)
    const names = await pronounceNames(parseNames(request.body), { engine, base, own, signal })
    return { model: { self }, words: names.map((name) => nameAnswer(self, base, name)) }
  } catch (error) {
    if (!(error instanceof PronunciationUnavailable)) throw error
    throw new Problem('ServiceUnavailable', undefined, error.message)
  }
}

const nameAnswer = (
  self: string,
  base: PhoneticBase,
  { word, candidates, reason }: PronouncedName
): PronunciationAnswers['PronouncedWord'] => ({
  word,
  status: candidates[0]?.source ?? 'Refused',
  ...(reason === undefined ? {} : { reason: `${JSON.stringify(word)} ${reason}.` }),
  candidates: candidates.map(({ phones, ...candidate }) => ({
    ...phonesAnswer(self, base, phones),
    ...candidate
  }))
})

/** UPS as in phonetic lexicons; base models of other languages than English have no UPS phones. */
const phonesAnswer = (
  self: string,
  base: PhoneticBase,
  phones: Phones
): PronunciationAnswers['WordPronunciation'] => ({
  phones: phones.join(' '),
  ...(base.locale.startsWith('en-') ? { ups: upsOfPhones(phones).join(' ') } : {}),
  ...(canBeSpoken(phones, languageOf(base))
    ? { sample: `${self}:speak?phones=${encodeURIComponent(phones.join(' '))}` }
    : {})
})

async function spoken(query: unknown, base: PhoneticBase): Promise<Buffer> {
  const { phones: written, voice: named = SAMPLE_VOICES[0] } = query as Readonly<Record<string, unknown>>
  const phones = phonesOf(written, base)
  const voice = SAMPLE_VOICES.find((one) => one === named)
  if (voice === undefined) {
    throw rejection('voice', `is ${JSON.stringify(named)}; expected one of ${SAMPLE_VOICES.join(', ')}.`)
  }
  try {
    return await speakPhones(phones, voice, languageOf(base))
  } catch (error) {
    if (!(error instanceof SampleUnavailable)) throw error
    throw new Problem('ServiceUnavailable', undefined, error.message)
  }
}

const languageOf = ({ locale, phones }: PhoneticBase): SpokenLanguage => spokenLanguageFor(locale, phones)

function phonesOf(written: unknown, base: PhoneticBase): Phones {
  const { name, phones: accepted } = base
  const inBase = new Map(accepted.map((phone) => [phone.toLowerCase(), phone]))
  const tokens = typeof written === 'string' ? written.split(/\s+/).filter((token) => token !== '') : []
  const some = `expected 1 to ${MAX_PHONES} of ${accepted.join(' ')}.`
  if (tokens.length === 0 || tokens.length > MAX_PHONES) {
    throw rejection('phones', `has ${tokens.length} phones; ${some}`)
  }
  const phones = tokens.map((token, index) => {
    const phone = inBase.get(token.toLowerCase())
    if (phone !== undefined) return phone
    throw rejection('phones', `has ${JSON.stringify(token)} at position ${index + 1}; ${some}`)
  })
  if (canBeSpoken(phones, languageOf(base))) return phones
  throw rejection(
    'phones',
    `uses ${name}, whose phones no synthesizer of this service can speak; samples are available for English and French.`
  )
}

const rejection = (parameter: string, fault: string): Problem =>
  new Problem('InvalidArgument', undefined, `${parameter} ${fault}`, parameter)

const modelOf = async ({ catalog }: PronunciationParts, request: FastifyRequest<WithId>) =>
  (await catalog.trained(request.params.id)).model

function selfOf(request: FastifyRequest<WithId>, { catalog }: PronunciationParts): string {
  const base = catalog.bases.find(request.params.id)
  return selfLink(request, base ? `models/base/${base.id}` : `models/${request.params.id.toLowerCase()}`)
}

/** @throws Problem for a base model that is gone or knows no phones */
function baseOf({ catalog, engine }: PronunciationParts, { base }: RecognitionModel): PhoneticBase {
  const found = catalog.bases.named(base)
  if (!found) throw new Problem('Conflict', undefined, `The base model ${base} is no longer installed.`)
  try {
    return phoneticBase(engine, found)
  } catch (error) {
    if (error instanceof CapabilityMissing) throw new Problem('InvalidRequest', undefined, error.message)
    throw error
  }
}

/** Without phones where the base model knows none: the words of a model are listed all the same. */
function listedBase(parts: PronunciationParts, model: RecognitionModel): PhoneticBase {
  const found = parts.catalog.bases.named(model.base)
  return found && parts.engine.capabilities(model.base).pronouncer === undefined
    ? { name: found.name, locale: found.locale, phones: [] }
    : baseOf(parts, model)
}
