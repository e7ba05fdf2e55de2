/**
 * What text alone buys on human speech: the ten clips of Debian's `pocketsphinx-testdata` on the base model and on
 * models customized with related sentences, none of which is spoken in the clips.
 * Run: `npx tsx bench/human-speech.ts`
 * @module
 */
import { readFile } from 'node:fs/promises'
import { errorRateInterval, errors } from '../src/speech/scoring/index.ts'
import { type HumanSet, humanSets, scoreHumanSet } from '../tests/human-speech.ts'
import { withService } from '../tests/in-process-service.ts'

await withService(async (api) => {
  for (const name of Object.keys(humanSets) as HumanSet[]) {
    const text = await readFile(new URL(`../examples/${humanSets[name].text}`, import.meta.url), 'utf8')
    const { base, custom } = await scoreHumanSet(api, name, text)
    for (const [model, scores] of Object.entries({ base, 'with related text': custom })) {
      const { rate, low, high } = errorRateInterval(scores)
      const wrong = scores.reduce((sum, score) => sum + errors(score), 0)
      const percent = (value: number): string => `${(100 * value).toFixed(1)} %`
      console.log(`${name}, ${model}: ${percent(rate)} (${percent(low)} – ${percent(high)}), ${wrong} errors`)
    }
  }
})
