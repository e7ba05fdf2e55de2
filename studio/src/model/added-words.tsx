/** The words that a model learnt, and how they are said in it. @module */
import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { texts } from '../texts.ts'

export type AddedWord = Readonly<{
  word: string
  display: string
  pronunciations: readonly string[]
  source: string
}>

const SHOWN = 200

export function AddedWords({ words }: Readonly<{ words: readonly AddedWord[] }>) {
  const [sought, setSought] = useState('')
  const found = words.filter(({ display }) => display.toLowerCase().includes(sought.toLowerCase()))
  return (
    <>
      <h2>{texts.models.words}</h2>
      {words.length === 0 && <p className="quiet">{texts.models.noWords}</p>}
      {words.length > 20 && (
        <Field label={texts.models.search}>
          <Input type="search" value={sought} onChange={(_event, { value }) => setSought(value)} />
        </Field>
      )}
      {words.length > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th>{texts.models.word}</th>
                <th>{texts.models.pronunciations}</th>
                <th>{texts.models.source}</th>
              </tr>
            </thead>
            <tbody>
              {found.slice(0, SHOWN).map(({ word, display, pronunciations, source }) => (
                <tr key={word}>
                  <td>{display}</td>
                  <td>
                    <code>{pronunciations.join(' · ')}</code>
                  </td>
                  <td>{source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.length > SHOWN && <p className="quiet">{texts.models.shownOf(SHOWN, found.length)}</p>}
    </>
  )
}
