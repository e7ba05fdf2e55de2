/** What a training achieved on held-out data: outcome, perplexity, weights, and acoustic adaptation. @module */
import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { Model } from '../api/entities.ts'
import type { TrainingReport } from '../api/training-report.ts'
import { FigureCard } from '../components/figure-card.tsx'
import { percent, sentence } from '../format.ts'
import { DatasetContribution } from './dataset-contribution.tsx'
import { modelTexts } from './texts.ts'
import { WeightCurve } from './weight-curve.tsx'

type ResultsProps = Readonly<{ model: Model; project: string; report: TrainingReport }>

export function TrainingResults({ model, project, report }: ResultsProps) {
  const { verdict, languageModel, words, acoustics } = report
  const weight = model.properties?.customModelWeightPercent
  const compared = languageModel?.comparedWithBase
  const { worseThanBase } = verdict
  return (
    <>
      <h2>{modelTexts.report}</h2>
      <MessageBar
        intent={worseThanBase === null ? 'info' : worseThanBase ? 'warning' : 'success'}
        layout="multiline"
      >
        <MessageBarBody>{sentence(verdict.summary)}</MessageBarBody>
      </MessageBar>
      <div className="cards" style={{ marginTop: '1rem' }}>
        {weight !== undefined && <FigureCard name={modelTexts.weight} value={`${weight} %`} />}
        {compared && <FigureCard name={modelTexts.basePerplexity} value={Math.round(compared.base)} />}
        {typeof compared?.mixed === 'number' && (
          <FigureCard name={modelTexts.ownPerplexity} value={Math.round(compared.mixed)} />
        )}
        {words && <FigureCard name={modelTexts.words} value={words.added.length} />}
      </div>
      {acoustics && <AcousticAdaptation acoustics={acoustics} />}
      {languageModel?.curve && (
        <WeightCurve
          curve={languageModel.curve}
          weight={languageModel.weight}
          automatic={languageModel.weightFrom === 'held-back text'}
        />
      )}
      {languageModel?.datasets && (
        <DatasetContribution
          model={model}
          project={project}
          report={languageModel.datasets}
          perplexity={languageModel.perplexity?.mixed ?? null}
        />
      )}
    </>
  )
}

type AcousticProps = Readonly<{ acoustics: NonNullable<TrainingReport['acoustics']> }>

const AcousticAdaptation = ({ acoustics: { because, heldBack } }: AcousticProps) => (
  <>
    <h2>{modelTexts.acoustics}</h2>
    <p>{sentence(because)}</p>
    <ul>
      {Object.entries(heldBack?.candidates ?? {}).map(
        ([name, measured]) =>
          measured && (
            <li key={name}>
              {name}: {percent(measured.errorRate)} ({measured.errors} / {measured.words})
            </li>
          )
      )}
    </ul>
  </>
)
