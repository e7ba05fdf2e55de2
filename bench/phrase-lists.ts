/**
 * What a phrase list buys: recall of the listed phrases, and errors in sentences without any, with and without the list.
 * The voices are synthetic. Run: `npx tsx bench/phrase-lists.ts`
 * @module
 */
import { recognizeSamples } from '../src/recognizers/index.ts'
import { createPocketSphinxEngine } from '../src/recognizers/pocketsphinx/index.ts'
import { decodeAudio } from '../src/speech/audio/index.ts'
import { align, errorRate, sumScores } from '../src/speech/scoring/index.ts'
import { spokenBy } from '../tests/synthetic-clips.ts'

const PHRASES = [
  'contoso',
  'jessie rivera',
  'ambler ridge',
  'metoprolol',
  'zephyr turbine',
  'quillfeather',
  'oslo terminal',
  'blanca wexford'
]
const LISTED = PHRASES.map((phrase) => `please send the report about ${phrase} to the office`)
const OTHERS = [
  'the weather will be fine in the morning',
  'we have to wait until the train arrives',
  'my brother lives in a small house'
]

const engine = await createPocketSphinxEngine()
const voices = ['rms', 'slt', 'awb']
const clips = (await Promise.all(voices.map((voice) => spokenBy(voice, [...LISTED, ...OTHERS])))).flat()

const model = { base: 'pocketsphinx-en-us' }
for (const weight of [0, 0.3, 0.5, 1, 1.5, 2]) {
  let found = 0
  const scores = { listed: [], others: [] } as {
    listed: ReturnType<typeof align>[]
    others: ReturnType<typeof align>[]
  }
  for (const { sentence, wav } of clips) {
    const samples = decodeAudio(
      (async function* () {
        yield wav
      })()
    )
    const text = (
      await recognizeSamples(engine, model, samples, { phraseList: { phrases: PHRASES, weight } })
    )
      .map((final) => final.text)
      .join(' ')
    const phrase = PHRASES.find((listed) => sentence.includes(listed))
    if (phrase !== undefined && ` ${text} `.includes(` ${phrase} `)) found++
    scores[phrase === undefined ? 'others' : 'listed'].push(align(sentence.split(' '), text.split(' ')))
  }
  const rate = (of: ReturnType<typeof align>[]): string => `${(errorRate(sumScores(of)) * 100).toFixed(1)} %`
  console.log(
    `weight ${weight}: ${found} of ${LISTED.length * voices.length} phrases found; word errors ${rate(scores.listed)} with a phrase, ${rate(scores.others)} without`
  )
}
await engine.close()
