/** Progress of a training: its stages so far, and an estimate of the time left. @module */
import { useEffect, useState } from 'react'
import { isInProgress, type Model } from '../api/entities.ts'
import { JobStatus } from '../components/status.tsx'
import { duration, timeOfDay } from '../format.ts'
import { modelTexts } from './texts.ts'
import { secondsLeft, type TrainingStep } from './time-left.ts'

export function TrainingProgress({ model }: Readonly<{ model: Model }>) {
  const steps = useSteps(model)
  if (!isInProgress(model)) return <JobStatus entity={model} />
  const left = secondsLeft(steps[0], model.properties?.progress ?? 0, Date.now())
  return (
    <>
      <JobStatus entity={model} />
      {left !== undefined && <p className="quiet">{modelTexts.timeLeft(duration(left))}</p>}
      {steps.length > 0 && (
        <details open>
          <summary>{modelTexts.log}</summary>
          <ol className="log">
            {steps.map(({ stage, since }) => (
              <li key={`${since} ${stage}`}>
                <time dateTime={new Date(since).toISOString()}>{timeOfDay(since)}</time> {stage}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

/** The stages since the page was opened, oldest first. */
function useSteps({ properties }: Model): readonly TrainingStep[] {
  const { stage, progress = 0 } = properties ?? {}
  const [steps, setSteps] = useState<readonly TrainingStep[]>([])
  useEffect(() => {
    if (stage === undefined) return
    setSteps((seen) =>
      seen.at(-1)?.stage === stage ? seen : [...seen, { stage, since: Date.now(), progress }]
    )
  }, [stage, progress])
  return steps
}
