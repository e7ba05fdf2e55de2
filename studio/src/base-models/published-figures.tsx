/** Error rates that the authors of a model published. @module */
import type { PublishedErrorRate } from '../../../src/openapi/api-types.ts'
import { percent } from '../format.ts'
import { texts } from '../texts.ts'
import { baseModelTexts } from './texts.ts'

export const PublishedFigures = ({ published }: Readonly<{ published: readonly PublishedErrorRate[] }>) =>
  published.length === 0
    ? texts.none
    : published.map(({ testSet, wordErrorRate }) => (
        <div key={testSet}>{baseModelTexts.publishedErrors(percent(wordErrorRate), testSet)}</div>
      ))
