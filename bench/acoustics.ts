/**
 * What does acoustic adaptation buy, and what does it cost? Synthetic speech: `flite` voices read invented sentences;
 * each voice is adapted on the first 25 and measured on the 15 others. Then the time for 450 s of audio.
 * Run: `npx tsx bench/acoustics.ts [voices…]`.
 * @module
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  type Customisation,
  createPocketSphinxEngine,
  type Engine,
  recogniseSamples,
  type TranscribedUtterance
} from '../src/recognizers/index.ts'
import { convertToWav, decodeAudio, TICKS_PER_SECOND } from '../src/speech/audio/index.ts'
import { align, errorRate, sumScores } from '../src/speech/scoring/index.ts'

const run = promisify(execFile)
const base = { base: 'pocketsphinx-en-us' }
const methods = ['mllr', 'map'] as const
const trainingCount = 25
const secondsToTrain = 450

const sentences = `
the harbor crane lifted nine grey containers before breakfast
please open the second valve and wait for the pressure to fall
our night train leaves the station at a quarter past eleven
she wrote a long letter to the owner of the little bookshop
turn the boat toward the lighthouse and keep the engine slow
the doctor asked him to rest for three days and drink warm tea
a sudden storm broke the tall mast of the fishing boat
they planted seven apple trees behind the old stone wall
i cannot find the key that opens the garden gate
the price of fresh bread has gone up again this month
tell the pilot that the runway is closed until noon
every child in the village knew the name of the river
he painted the kitchen yellow and the bedroom dark blue
the machine stopped because the belt was worn and dry
we should meet at the corner of market street and bridge road
my brother repairs clocks and watches in a small workshop
the judge read the answer twice and shook her head
two large dogs were sleeping under the wooden table
do not forget to water the plants on the balcony
the team measured the temperature of the lake each morning
nobody expected such heavy snow at the end of april
put the sharp knives back into the upper drawer
the ship carried coffee cotton and copper across the ocean
she thinks the new bridge will be finished by next summer
a young fox crossed the frozen field without a sound
the library keeps its oldest maps in a cool dark room
please send the signed papers to my office before friday
the teacher drew a circle and divided it into six parts
they heard a strange noise coming from the empty house
i would like a cup of soup and a slice of brown bread
the farmer sold his sheep and bought a better truck
our guide pointed at the mountain and told us its story
there is enough water in the tank for another four days
the musician tuned her violin and began to play softly
he changed his mind when he saw the crowd at the door
the window was broken by a ball from the school yard
eight people were waiting for the doctor in the hall
the captain ordered the crew to check every rope twice
we followed the narrow path down to the quiet beach
the engineer explained how the pump moves water uphill`
  .trim()
  .split('\n')

type Spoken = TranscribedUtterance & Readonly<{ ticks: number }>

async function speak(voice: string, folder: string): Promise<readonly Spoken[]> {
  const spoken: Spoken[] = []
  for (const [index, sentence] of sentences.entries()) {
    const id = `${voice}-${index + 1}`
    const [said, audioPath] = [join(folder, 'said.wav'), join(folder, `${id}.wav`)]
    await run('flite', ['-voice', voice, '-t', sentence, '-o', said])
    const { durationTicks } = await convertToWav(said, audioPath)
    spoken.push({ id, audioPath, words: sentence.split(' '), ticks: durationTicks })
  }
  return spoken
}

async function wordErrorRate(
  engine: Engine,
  utterances: readonly TranscribedUtterance[],
  acoustic?: Customisation['acoustic']
): Promise<string> {
  const custom = acoustic ? { acoustic } : {}
  const scores = await Promise.all(
    utterances.map(async ({ audioPath, words }) => {
      const finals = await recogniseSamples(engine, { ...base, custom }, decodeAudio(audioPath))
      return align(
        words,
        finals.flatMap(({ text }) => text.split(' ').filter((word) => word !== ''))
      )
    })
  )
  return `${(100 * errorRate(sumScores(scores))).toFixed(1)} %`.padStart(9)
}

async function timed<Value>(work: Promise<Value>): Promise<readonly [Value, number]> {
  const begun = performance.now()
  const value = await work
  return [value, (performance.now() - begun) / 1000]
}

const adapt = (engine: Engine, utterances: readonly TranscribedUtterance[], outputDirectory: string) =>
  timed(engine.adapt({ model: base, utterances, methods, outputDirectory }))

async function main(voices: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-adaptation-'))
  const engine = await createPocketSphinxEngine()
  try {
    console.log('Word error rate on unseen sentences (synthetic speech)')
    console.log('voice    audio     base     MLLR   MLLR+MAP   adapted in')
    const all: Spoken[] = []
    for (const voice of voices) {
      const spoken = await speak(voice, folder)
      const [training, unseen] = [spoken.slice(0, trainingCount), spoken.slice(trainingCount)]
      all.push(...training)
      const [{ transforms, audioTicks }, seconds] = await adapt(engine, training, join(folder, voice))
      const rates = [await wordErrorRate(engine, unseen)]
      for (const method of methods) {
        const transform = transforms.find((made) => made.method === method)
        rates.push(transform ? await wordErrorRate(engine, unseen, transform) : '        -')
      }
      const audio = `${(audioTicks / TICKS_PER_SECOND).toFixed(0)} s`.padStart(6)
      console.log(`${voice.padEnd(7)} ${audio}${rates.join('')}   ${seconds.toFixed(1).padStart(8)} s`)
    }
    // Longer audio by saying it again: training looks at every frame whatever it has seen before.
    const long: Spoken[] = []
    for (let ticks = 0; ticks < secondsToTrain * TICKS_PER_SECOND; ) {
      const next = all[long.length % all.length]
      if (next === undefined) throw new Error('no voice to adapt to')
      long.push({ ...next, id: `${long.length}` })
      ticks += next.ticks
    }
    const [{ audioTicks }, seconds] = await adapt(engine, long, join(folder, 'long'))
    const audio = (audioTicks / TICKS_PER_SECOND).toFixed(0)
    console.log(
      `\n${secondsToTrain} s of audio (${long.length} utterances, ${audio} s used): ${seconds.toFixed(1)} s`
    )
    console.log(`for alignment, MLLR and MAP on ${availableParallelism()} cores; wanted: under 60 s`)
  } finally {
    await engine.close()
    await rm(folder, { recursive: true })
  }
}

await main(process.argv.length > 2 ? process.argv.slice(2) : ['slt', 'rms', 'awb', 'kal16'])
