/** The regression check of a model: its word error rate on general speech, compared with its base model. @module */
import type { Model } from '../api/entities.ts'
import { FigureCard } from '../components/figure-card.tsx'
import { percent } from '../format.ts'
import { modelTexts } from './texts.ts'

export function RegressionCheckResult({ model }: Readonly<{ model: Model }>) {
  const check = model.properties?.generalSet
  if (!check) return null
  return (
    <>
      <h2>{modelTexts.regression}</h2>
      {check.status === 'NotStarted' && <p role="status">{modelTexts.regressionRunning}</p>}
      {check.status === 'NotRun' && <p className="quiet">{check.reason}</p>}
      {check.status === 'Succeeded' && (
        <>
          <p className="quiet">{modelTexts.regressionSet(check.utterances, check.words)}</p>
          <div className="cards">
            <FigureCard name={modelTexts.regressionBase} value={percent(check.baseWordErrorRate)} />
            <FigureCard name={modelTexts.regressionOwn} value={percent(check.wordErrorRate)} />
            <FigureCard
              name={modelTexts.regressionDifference}
              value={`${percent(check.difference.low)} … ${percent(check.difference.high)}`}
            />
          </div>
        </>
      )}
    </>
  )
}
