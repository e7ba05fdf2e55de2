/** How a model hears everyday speech beside its base: as rates, and where it stands while nobody knows yet. @module */
import type { Model } from '../api/entities.ts'
import { Figure } from '../pages/dataset.tsx'
import { percent, texts } from '../texts.ts'

export function GeneralSpeech({ model }: Readonly<{ model: Model }>) {
  const found = model.properties?.generalSet
  if (!found) return null
  return (
    <>
      <h2>{texts.models.general}</h2>
      {found.status === 'NotStarted' && <p role="status">{texts.models.generalSoon}</p>}
      {found.status === 'NotRun' && <p className="quiet">{found.reason}</p>}
      {found.status === 'Succeeded' && (
        <>
          <p className="quiet">{texts.models.generalAbout(found.utterances, found.words)}</p>
          <div className="cards">
            <Figure name={texts.models.generalBase} value={percent(found.baseWordErrorRate)} />
            <Figure name={texts.models.generalOwn} value={percent(found.wordErrorRate)} />
            <Figure
              name={texts.models.generalDifference}
              value={`${percent(found.difference.low)} … ${percent(found.difference.high)}`}
            />
          </div>
        </>
      )}
    </>
  )
}
