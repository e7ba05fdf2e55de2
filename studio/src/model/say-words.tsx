/** How names would be said, before anything is trained: written, listened to, and taken along as pronunciation data. @module */
import { Button, Field, Select, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { Model, Project } from '../api/entities.ts'
import { save } from '../api/save.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { texts } from '../texts.ts'
import { Pronunciation, type Said, SampleError, useSamples } from './pronunciation.tsx'

type Candidate = Said & Readonly<{ source: string; spoken?: string; score?: number }>
type Name = Readonly<{ word: string; status: string; reason?: string; candidates: readonly Candidate[] }>

/** `KX9`, or with a TAB or an equals sign how it is spoken: `KX9 = k x nine`. */
function askedOf(text: string): readonly Readonly<{ word: string; spoken?: string }>[] {
  return text
    .split(/[\n;,]+/)
    .map((line) => line.split(/\t|=/).map((part) => part.trim()))
    .flatMap(([word = '', spoken = '']) =>
      word === '' ? [] : [{ word, ...(spoken === '' ? {} : { spoken }) }]
    )
}

export function SayWords({ project, onClose }: Readonly<{ project: string; onClose: () => void }>) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const bases = useList<Model>('/models/base')
  const models = useList<Model>(`/projects/${project}/models`)
  const samples = useSamples()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string>()
  const fitting = bases.data?.filter(({ locale }) => locale === owner.data?.locale).toReversed() ?? []
  const own = models.data?.filter(({ status }) => status === 'Succeeded') ?? []
  const model = chosen ?? fitting[0]?.self
  const asked = askedOf(text)
  const say = useChange((rest) =>
    rest.post<{ words: readonly Name[] }>(`${model}:pronounce`, { words: asked })
  )
  const told = say.data?.words ?? []
  const takeAlong = () => {
    const lines = told.flatMap(({ word, candidates: [first] }) =>
      first?.spoken === undefined ? [] : [`${word}\t${first.spoken}`]
    )
    save(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }), texts.say.fileName)
  }
  return (
    <Wizard
      title={texts.say.title}
      action={texts.say.action}
      ready={asked.length > 0 && model !== undefined}
      busy={say.isPending}
      done={say.isSuccess}
      error={say.error ?? bases.error}
      onClose={onClose}
      onAction={() => say.mutate(undefined)}
    >
      <Field label={texts.say.words} hint={texts.say.hint}>
        <Textarea rows={4} value={text} onChange={(_event, { value }) => setText(value)} />
      </Field>
      <Field label={texts.say.model}>
        <Select value={model ?? ''} onChange={(_event, { value }) => setChosen(value)}>
          {[...fitting, ...own].map(({ self, displayName }) => (
            <option key={self} value={self}>
              {displayName}
            </option>
          ))}
        </Select>
      </Field>
      <SampleError samples={samples} />
      {told.length > 0 && (
        <div className="scroll" role="status">
          <table>
            <thead>
              <tr>
                <th>{texts.models.word}</th>
                <th>{texts.models.pronunciations}</th>
              </tr>
            </thead>
            <tbody>
              {told.map(({ word, candidates, reason }) => (
                <tr key={word}>
                  <td>{word}</td>
                  <td>
                    {candidates.map((candidate) => (
                      <Pronunciation
                        key={candidate.phones}
                        word={word}
                        said={candidate}
                        samples={samples}
                        more={`${texts.say.sources[candidate.source] ?? candidate.source}${candidate.spoken === undefined ? '' : ` “${candidate.spoken}”`}`}
                      />
                    ))}
                    {reason !== undefined && <p className="quiet">{reason}</p>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {told.some(({ candidates: [first] }) => first?.spoken !== undefined) && (
        <p>
          <Button onClick={takeAlong}>{texts.say.save}</Button>
        </p>
      )}
    </Wizard>
  )
}
