/** An evaluation: two models heard on one test set, utterance by utterance. @module */
import type { EntityHead } from '../resources/index.ts'

export type Evaluation = EntityHead & Readonly<{ datasetId: string; model1Id: string; model2Id: string }>
