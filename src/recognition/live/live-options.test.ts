import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Address, type LiveOptions, readContext, readLiveOptions } from './live-options.ts'

const options = (
  query: Record<string, string>,
  context: unknown = {},
  mode?: Address['mode'],
  config = {}
): LiveOptions =>
  readLiveOptions(
    { mode, query: new Map(Object.entries(query)) },
    readContext(JSON.stringify(context)),
    config
  )

describe('what a client wants', () => {
  test('the language of the address comes before that of the context, an endpoint before both defaults', () => {
    const context = { phraseDetection: { language: 'en-US' } }
    expect(options({ language: 'en-GB' }, context).language).toBe('en-GB')
    expect(options({}, context).language).toBe('en-US')
    expect(options({ cid: 'x' }, context)).toMatchObject({ cid: 'x' })
    expect(options({ cid: 'x' }, context).language).toBeUndefined()
  })

  test('the mode: context, configuration, path', () => {
    const context = { phraseDetection: { mode: 'Dictation' } }
    expect(options({}, context, 'interactive', { recognition: 'conversation' }).mode).toBe('dictation')
    expect(options({}, {}, 'interactive', { recognition: 'conversation' }).mode).toBe('conversation')
    expect(options({}, {}, 'interactive').mode).toBe('interactive')
    expect(options({}).mode).toBe('conversation')
  })

  test('the shapes of SDKs old and new ask for the same', () => {
    const old = options({
      format: 'detailed',
      wordleveltimestamps: 'true',
      profanity: 'removed',
      initialsilencetimeoutms: '700'
    })
    const recent = options(
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
    expect(options({}, context).cid).toBe('one')
  })

  test('no context, however odd, is a fault of the service', () => {
    const field = fc.constantFrom('phraseDetection', 'phraseOutput', 'languageId', 'dgi', 'audio', 'model')
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), fc.string(), (context, odd) => {
        const read = options(
          { segmentationsilencetimeoutms: odd, initialsilencetimeoutms: odd, profanity: odd },
          context
        )
        expect(read.silenceTicks).toBeGreaterThan(0)
        expect(['masked', 'removed', 'raw']).toContain(read.profanity)
      })
    )
  })
})
