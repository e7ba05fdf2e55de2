import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Address, type LiveWish, readContext, readWish } from './live-wish.ts'

const wish = (
  query: Record<string, string>,
  context: unknown = {},
  mode?: Address['mode'],
  config = {}
): LiveWish =>
  readWish({ mode, query: new Map(Object.entries(query)) }, readContext(JSON.stringify(context)), config)

describe('what a client wants', () => {
  test('the language of the address comes before that of the context, an endpoint before both defaults', () => {
    const context = { phraseDetection: { language: 'en-US' } }
    expect(wish({ language: 'en-GB' }, context).language).toBe('en-GB')
    expect(wish({}, context).language).toBe('en-US')
    expect(wish({ cid: 'x' }, context)).toMatchObject({ cid: 'x' })
    expect(wish({ cid: 'x' }, context).language).toBeUndefined()
  })

  test('the mode: context, configuration, path', () => {
    const context = { phraseDetection: { mode: 'Dictation' } }
    expect(wish({}, context, 'interactive', { recognition: 'conversation' }).mode).toBe('dictation')
    expect(wish({}, {}, 'interactive', { recognition: 'conversation' }).mode).toBe('conversation')
    expect(wish({}, {}, 'interactive').mode).toBe('interactive')
    expect(wish({}).mode).toBe('conversation')
  })

  test('the shapes of SDKs old and new ask for the same', () => {
    const old = wish({
      format: 'detailed',
      wordleveltimestamps: 'true',
      profanity: 'removed',
      initialsilencetimeoutms: '700'
    })
    const recent = wish(
      {},
      {
        phraseDetection: { initialSilenceTimeout: 700, enrichment: { profanity: 'Removed' } },
        phraseOutput: { format: 'Detailed', detailed: { options: ['WordTimings'] } }
      }
    )
    expect(recent).toEqual(old)
    expect(old).toMatchObject({
      detailed: true,
      wordTimes: true,
      profanity: 'removed',
      silenceTicks: 7_000_000
    })
  })

  test('the model of the only candidate language answers', () => {
    const context = {
      languageId: { languages: ['en-US'] },
      phraseDetection: { customModels: [{ language: 'en-US', endpoint: 'one' }] }
    }
    expect(wish({}, context).cid).toBe('one')
  })

  test('no context, however odd, is a fault of the service', () => {
    const field = fc.constantFrom('phraseDetection', 'phraseOutput', 'languageId', 'dgi', 'audio', 'model')
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), fc.string(), (context, odd) => {
        const read = wish(
          { segmentationsilencetimeoutms: odd, initialsilencetimeoutms: odd, profanity: odd },
          context
        )
        expect(read.silenceTicks).toBeGreaterThan(0)
        expect(['masked', 'removed', 'raw']).toContain(read.profanity)
      })
    )
  })
})
