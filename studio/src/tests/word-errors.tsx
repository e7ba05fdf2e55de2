/** Most frequent word errors of either model: confused, missed, and inserted words. @module */
import { Select } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import type { ModelComparison } from '../api/evaluation-results.ts'
import { testTexts } from './texts.ts'

const MAX_SHOWN = 10

type WordsProps = Readonly<{ comparison: ModelComparison; names: readonly [string, string] }>

export function WordErrors({ comparison, names }: WordsProps) {
  const [number, setNumber] = useState<1 | 2>(2)
  const { confusedWords, missedWords, missedNewWords, insertedWords } = comparison[`model${number}`]
  const missed = (words: typeof missedWords) =>
    words.map(({ word, missed: count, said }) => ({
      key: word,
      text: word,
      count: testTexts.times(count, said)
    }))
  return (
    <>
      <div className="head section-head">
        <h2>{testTexts.wordErrors}</h2>
        <Select
          aria-label={testTexts.wordErrorsOf}
          value={String(number)}
          onChange={(_event, { value }) => setNumber(value === '1' ? 1 : 2)}
        >
          {names.map((name, index) => (
            <option key={index === 0 ? 'first' : 'second'} value={index + 1}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      <div className="word-cards">
        <Words
          title={testTexts.confused}
          entries={confusedWords.map(({ ref, hyp, count }) => ({
            key: `${ref} ${hyp}`,
            text: testTexts.confusedPair(ref, hyp),
            count: testTexts.times(count)
          }))}
        />
        <Words title={testTexts.missedNew} entries={missed(missedNewWords)} />
        <Words title={testTexts.missed} entries={missed(missedWords)} />
        <Words
          title={testTexts.inserted}
          entries={insertedWords.map(({ word, count }) => ({
            key: word,
            text: word,
            count: testTexts.times(count)
          }))}
        />
      </div>
    </>
  )
}

type Entry = Readonly<{ key: string; text: ReactNode; count: string }>

const Words = ({ title, entries }: Readonly<{ title: string; entries: readonly Entry[] }>) => (
  <section className="card">
    <h3>{title}</h3>
    {entries.length === 0 ? (
      <p className="quiet">{testTexts.none}</p>
    ) : (
      <ol className="word-list">
        {entries.slice(0, MAX_SHOWN).map(({ key, text, count }) => (
          <li key={key}>
            <span>{text}</span> <span className="quiet">{count}</span>
          </li>
        ))}
      </ol>
    )}
  </section>
)
