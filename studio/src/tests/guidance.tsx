/** What to add next, from the errors of model 2. @module */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Evaluation } from '../api/entities.ts'
import type { ModelComparison } from '../api/evaluation-results.ts'
import { texts } from '../texts.ts'
import { adviceFor } from './advice.ts'
import { testTexts } from './texts.ts'

type GuidanceProps = Readonly<{ test: Evaluation; comparison: ModelComparison; project: string }>

export function Guidance({ test, comparison: { model2 }, project }: GuidanceProps) {
  const { advice } = testTexts
  const { level, dominant, newWords, confused, capitalization, numbers } = adviceFor(model2, test.properties)
  return (
    <section>
      <h2>{testTexts.next}</h2>
      <ul className="advice">
        <li>{advice[level]}</li>
        {newWords.length > 0 && (
          <li>
            {advice.newWords(model2.missedNewWords.length)} <Words words={newWords} />
          </li>
        )}
        {dominant.has('substitute') && <li>{advice.substitute}</li>}
        {confused.length > 0 && (
          <li>
            {advice.pairs} <Words words={confused} />
          </li>
        )}
        {dominant.has('delete') && <li>{advice.delete}</li>}
        {dominant.has('insert') && <li>{advice.insert}</li>}
        {capitalization && <li>{advice.capitalization}</li>}
        {numbers && <li>{advice.numbers}</li>}
      </ul>
      <Link className="link" href={`/studio/projects/${project}/datasets`}>
        {advice.upload}
      </Link>
    </section>
  )
}

function Words({ words }: Readonly<{ words: readonly string[] }>) {
  const [copied, setCopied] = useState(false)
  return (
    <>
      <b>{words.join(', ')}</b>{' '}
      <Button
        size="small"
        onClick={() => void navigator.clipboard.writeText(words.join('\n')).then(() => setCopied(true))}
      >
        {copied ? texts.copied : testTexts.advice.copy}
      </Button>
    </>
  )
}
