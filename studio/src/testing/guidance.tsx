/** What to add next, read from the errors of the second model. @module */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Evaluation } from '../api/entities.ts'
import type { Comparison } from '../api/test-results.ts'
import { texts } from '../texts.ts'

const MOST_NAMED = 12
/** A kind of error is spoken of when it makes up so much of all. */
const WORTH_SAYING = 0.4
/** From the upstream documentation on how to read word error rates. */
const READY = 0.1
const POOR = 0.3

type GuidanceProps = Readonly<{ test: Evaluation; comparison: Comparison; project: string }>

export function Guidance({ test, comparison, project }: GuidanceProps) {
  const { advice } = texts.tests
  const { wordErrorRate, missedNewWords, confusedWords } = comparison.model2
  const own = test.properties ?? {}
  const [substituted = 0, deleted = 0, inserted = 0] = [
    own.wordSubstitutionCount2,
    own.wordDeletionCount2,
    own.wordInsertionCount2
  ]
  const all = Math.max(1, substituted + deleted + inserted)
  const { capitalization, inverseTextNormalization } = own.tokenErrors2 ?? {}
  const news = missedNewWords.slice(0, MOST_NAMED).map(({ word }) => word)
  const pairs = confusedWords.filter(({ ref }) => !news.includes(ref)).slice(0, 5)
  const { rate } = wordErrorRate
  return (
    <section>
      <h2>{texts.tests.next}</h2>
      <ul className="advice">
        <li>{rate <= READY ? advice.good : rate < POOR ? advice.middle : advice.poor}</li>
        {news.length > 0 && (
          <li>
            {advice.newWords(missedNewWords.length)} <Words words={news} />
          </li>
        )}
        {substituted / all > WORTH_SAYING && <li>{advice.substitute}</li>}
        {pairs.length > 0 && (
          <li>
            {advice.pairs} <Words words={[...new Set(pairs.map(({ ref }) => ref))]} />
          </li>
        )}
        {deleted / all > WORTH_SAYING && <li>{advice.delete}</li>}
        {inserted / all > WORTH_SAYING && <li>{advice.insert}</li>}
        {(capitalization?.numberOfEdits ?? 0) > 0 && <li>{advice.capitals}</li>}
        {(inverseTextNormalization?.numberOfEdits ?? 0) > 0 && <li>{advice.numbers}</li>}
      </ul>
      <Link className="link" href={`/studio/projects/${project}/datasets`}>
        {advice.upload}
      </Link>
    </section>
  )
}

function Words({ words }: Readonly<{ words: readonly string[] }>) {
  const [copied, setCopied] = useState(false)
  const { advice } = texts.tests
  return (
    <>
      <b>{words.join(', ')}</b>{' '}
      <Button
        size="small"
        onClick={() => void navigator.clipboard.writeText(words.join('\n')).then(() => setCopied(true))}
      >
        {copied ? advice.copied : advice.copy}
      </Button>
    </>
  )
}
