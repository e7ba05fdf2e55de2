/** Words that went wrong, of either model. @module */
import { Select } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import type { Comparison } from '../api/test-results.ts'
import { texts } from '../texts.ts'

const MOST_SHOWN = 10

type WordsProps = Readonly<{ comparison: Comparison; names: readonly [string, string] }>

export function WrongWords({ comparison, names }: WordsProps) {
  const [number, setNumber] = useState<1 | 2>(2)
  const { confusedWords, missedWords, missedNewWords, insertedWords } = comparison[`model${number}`]
  const missed = (words: typeof missedWords) =>
    words.map(({ word, missed: count, said }) => ({
      key: word,
      text: word,
      count: texts.tests.times(count, said)
    }))
  return (
    <>
      <div className="head words-head">
        <h2>{texts.tests.wordsTitle}</h2>
        <Select
          aria-label={texts.tests.wordsOf}
          value={String(number)}
          onChange={(_event, { value }) => setNumber(value === '1' ? 1 : 2)}
        >
          {names.map((name, index) => (
            <option key={index === 0 ? 'first' : 'second'} value={index + 1}>
              {texts.tests.wordsOfModel(name)}
            </option>
          ))}
        </Select>
      </div>
      <div className="words-in-cards">
        <Words
          title={texts.tests.confused}
          entries={confusedWords.map(({ ref, hyp, count }) => ({
            key: `${ref} ${hyp}`,
            text: texts.tests.heardAs(ref, hyp),
            count: texts.tests.times(count)
          }))}
        />
        <Words title={texts.tests.missedNew} entries={missed(missedNewWords)} />
        <Words title={texts.tests.missed} entries={missed(missedWords)} />
        <Words
          title={texts.tests.inserted}
          entries={insertedWords.map(({ word, count }) => ({
            key: word,
            text: word,
            count: texts.tests.times(count)
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
      <p className="quiet">{texts.tests.noWords}</p>
    ) : (
      <ol className="wrong-words">
        {entries.slice(0, MOST_SHOWN).map(({ key, text, count }) => (
          <li key={key}>
            <span>{text}</span> <span className="quiet">{count}</span>
          </li>
        ))}
      </ol>
    )}
  </section>
)
