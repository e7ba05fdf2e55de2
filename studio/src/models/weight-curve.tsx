/** The perplexity of held-out text by the weight of the custom text, with the weight of the model. @module */
import type { CurvePoint } from '../api/training-report.ts'
import { wholePercent } from '../format.ts'
import { texts } from '../texts.ts'
import { curveGeometry, HEIGHT, isBelowBest, MARGIN, WIDTH } from './curve-geometry.ts'
import { modelTexts } from './texts.ts'

type CurveProps = Readonly<{
  curve: readonly CurvePoint[]
  weight: number
  /** Whether the training selected the weight. */
  automatic: boolean
}>

export function WeightCurve({ curve, weight, automatic }: CurveProps) {
  const geometry = curveGeometry(curve)
  if (!geometry) return null
  const { points, lowest, highest, x, y } = geometry
  const line = points
    .map((point) => `${x(point.weight).toFixed(1)},${y(point.perplexity).toFixed(1)}`)
    .join(' ')
  return (
    <figure className="curve">
      <figcaption>{modelTexts.curve}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={modelTexts.curveLabel(wholePercent(weight))}
      >
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
            {wholePercent(at)}
          </text>
        ))}
        <line
          className="selected"
          x1={x(weight)}
          x2={x(weight)}
          y1={MARGIN.top}
          y2={HEIGHT - MARGIN.bottom}
        />
        <polyline className="line" points={line} />
      </svg>
      {automatic && isBelowBest(weight, geometry) && <p className="quiet">{modelTexts.lowWeight}</p>}
      <details>
        <summary>{texts.showAsTable}</summary>
        <table>
          <thead>
            <tr>
              <th className="number">{modelTexts.weight}</th>
              <th className="number">{modelTexts.perplexity}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.weight}>
                <td className="number">{wholePercent(point.weight)}</td>
                <td className="number">{point.perplexity.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
