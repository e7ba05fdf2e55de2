/** The installed base models, with what their authors published and what was measured here. @module */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { BaseModel } from '../api/entities.ts'
import { useChange, useList } from '../api/session.tsx'
import { ErrorMessage, Loading } from '../components/status.tsx'
import { TableFrame } from '../components/table.tsx'
import { Wizard } from '../components/wizard.tsx'
import { megabytes, percent } from '../format.ts'
import { texts } from '../texts.ts'
import { PublishedFigures } from './published-figures.tsx'
import { baseModelTexts } from './texts.ts'

const HEADINGS = [
  { title: baseModelTexts.name },
  { title: baseModelTexts.language },
  { title: baseModelTexts.recognizes },
  { title: baseModelTexts.measured },
  { title: baseModelTexts.published },
  { title: baseModelTexts.license },
  { title: baseModelTexts.remove, hidden: true }
] as const

export function InstalledModels() {
  const { data, error } = useList<BaseModel>('/models/base')
  return (
    <section aria-label={baseModelTexts.installed}>
      <h2>{baseModelTexts.installed}</h2>
      <ErrorMessage error={error} />
      {!data && !error && <Loading />}
      {data && (
        <TableFrame headings={HEADINGS}>
          {data.map((model) => (
            <InstalledRow key={model.self} model={model} />
          ))}
        </TableFrame>
      )}
    </section>
  )
}

function InstalledRow({ model }: Readonly<{ model: BaseModel }>) {
  const [removing, setRemoving] = useState(false)
  const remove = useChange(async (rest) => {
    await rest.delete(model.self)
    setRemoving(false)
  })
  const { name = model.displayName, streaming, license, published, sizeBytes } = model.properties ?? {}
  return (
    <tr>
      <td>
        {name}
        <div className="quiet">{model.description}</div>
      </td>
      <td>{model.locale}</td>
      <td>
        {streaming === undefined ? texts.none : streaming ? baseModelTexts.live : baseModelTexts.wholePhrases}
      </td>
      <td>
        <MeasuredFigures model={model} />
      </td>
      <td>
        <PublishedFigures published={published ?? []} />
      </td>
      <td>{license ?? texts.none}</td>
      <td>
        {sizeBytes !== undefined && (
          <Button aria-label={baseModelTexts.removeTitle(name)} onClick={() => setRemoving(true)}>
            {baseModelTexts.remove}
          </Button>
        )}
        {removing && (
          <Wizard
            title={baseModelTexts.removeTitle(name)}
            action={baseModelTexts.remove}
            busy={remove.isPending}
            error={remove.error}
            onClose={() => setRemoving(false)}
            onAction={() => remove.mutate(undefined)}
          >
            <p>{baseModelTexts.removeWarning}</p>
          </Wizard>
        )}
      </td>
    </tr>
  )
}

function MeasuredFigures({ model: { properties } }: Readonly<{ model: BaseModel }>) {
  const { measured } = properties ?? {}
  if (!measured) return texts.none
  const { wordErrorRate, words = 0, realTimeFactor, residentBytes } = measured
  return (
    <>
      {wordErrorRate !== undefined && (
        <div>{baseModelTexts.measuredErrors(percent(wordErrorRate), words)}</div>
      )}
      <div className="quiet">
        {baseModelTexts.realTime(realTimeFactor)}, {baseModelTexts.memory(megabytes(residentBytes))}
      </div>
    </>
  )
}
