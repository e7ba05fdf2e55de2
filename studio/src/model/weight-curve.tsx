/** How well held-back text is expected by the weight of the customer's own, with the weight that was chosen. @module */
import { texts } from '../texts.ts'

export type CurvePoint = Readonly<{ weight: number; perplexity: number | null }>

const WIDTH = 560
const HEIGHT = 180
const MARGIN = { left: 52, right: 26, top: 10, bottom: 30 }

type Drawn = Readonly<{ weight: number; perplexity: number }>

/** @param chosen by the training, and not by its customer */
export function WeightCurve({
  curve,
  weight,
  chosen
}: Readonly<{ curve: readonly CurvePoint[]; weight: number; chosen: boolean }>) {
  const points = curve.flatMap(({ weight: at, perplexity }): readonly Drawn[] =>
    perplexity === null ? [] : [{ weight: at, perplexity }]
  )
  if (points.length < 2) return null
  const values = points.map(({ perplexity }) => perplexity)
  const [lowest, highest] = [Math.min(...values), Math.max(...values)]
  // Points stand 5 % apart.
  const least = points.find(({ perplexity }) => perplexity === lowest)?.weight ?? 0
  const x = (at: number): number => MARGIN.left + at * (WIDTH - MARGIN.left - MARGIN.right)
  const y = (perplexity: number): number =>
    MARGIN.top +
    // As ratios: twice the perplexity is as far anywhere.
    (Math.log(highest / perplexity) / Math.max(1e-9, Math.log(highest / lowest))) *
      (HEIGHT - MARGIN.top - MARGIN.bottom)
  const line = points
    .map((point) => `${x(point.weight).toFixed(1)},${y(point.perplexity).toFixed(1)}`)
    .join(' ')
  return (
    <figure className="curve">
      <figcaption>{texts.models.curve}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={texts.models.curveOf(percent(weight))}>
        {[lowest, highest].map((perplexity) => (
          <g key={perplexity}>
            <line className="grid" x1={x(0)} x2={x(1)} y1={y(perplexity)} y2={y(perplexity)} />
            <text x={MARGIN.left - 6} y={y(perplexity) + 4} textAnchor="end">
              {Math.round(perplexity)}
            </text>
          </g>
        ))}
        {[0, 0.25, 0.5, 0.75, 1].map((at) => (
          <text key={at} x={x(at)} y={HEIGHT - 10} textAnchor="middle">
            {percent(at)}
          </text>
        ))}
        <line className="chosen" x1={x(weight)} x2={x(weight)} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
        <polyline className="line" points={line} />
      </svg>
      {chosen && weight < least - 0.05 && <p className="quiet">{texts.models.curveLeft}</p>}
      <details>
        <summary>{texts.models.asTable}</summary>
        <table>
          <thead>
            <tr>
              <th className="number">{texts.models.weight}</th>
              <th className="number">{texts.models.perplexity}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.weight}>
                <td className="number">{percent(point.weight)}</td>
                <td className="number">{point.perplexity.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

const percent = (share: number): string => `${Math.round(100 * share)} %`
