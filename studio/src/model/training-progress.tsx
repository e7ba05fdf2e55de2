/** Training as it goes on: how far, at what since when, and how much longer. @module */
import { useEffect, useState } from 'react'
import { isWorking, type Model } from '../api/entities.ts'
import { WorkState } from '../parts/waiting.tsx'
import { clock, duration, texts } from '../texts.ts'

type Step = Readonly<{ stage: string; since: number; progress: number }>

/** Before that much is done, a guess would only be noise. */
const GUESS_FROM = 0.08

export function TrainingProgress({ model }: Readonly<{ model: Model }>) {
  const steps = useSteps(model)
  if (!isWorking(model)) return <WorkState entity={model} />
  const first = steps[0]
  const progress = model.properties?.progress ?? 0
  const done = first && progress - first.progress
  const left =
    first && done && progress >= GUESS_FROM ? ((Date.now() - first.since) / done) * (1 - progress) : undefined
  return (
    <>
      <WorkState entity={model} />
      {left !== undefined && Number.isFinite(left) && (
        <p className="quiet">{texts.models.left(duration(left))}</p>
      )}
      {steps.length > 0 && (
        <details open>
          <summary>{texts.models.log}</summary>
          <ol className="log">
            {steps.map(({ stage, since }) => (
              <li key={`${since} ${stage}`}>
                <time dateTime={new Date(since).toISOString()}>{clock(since)}</time> {stage}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

/** The stages that were seen since the page is open, the first of them first. */
function useSteps({ properties }: Model): readonly Step[] {
  const { stage, progress = 0 } = properties ?? {}
  const [steps, setSteps] = useState<readonly Step[]>([])
  useEffect(() => {
    if (stage === undefined) return
    setSteps((seen) =>
      seen.at(-1)?.stage === stage ? seen : [...seen, { stage, since: Date.now(), progress }]
    )
  }, [stage, progress])
  return steps
}
