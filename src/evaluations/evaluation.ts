/** An evaluation: two models heard on one test set, utterance by utterance. @module */

export type EvaluationStatus = 'NotStarted' | 'Running' | 'Succeeded' | 'Failed'

/** Allowed moves; Succeeded and Failed are terminal. */
export const moves = {
  NotStarted: ['Running', 'Failed'],
  Running: ['Succeeded', 'Failed'],
  Succeeded: [],
  Failed: []
} as const satisfies Record<EvaluationStatus, readonly EvaluationStatus[]>

export const isTerminal = (status: EvaluationStatus): boolean => moves[status].length === 0

/** Statuses from which `to` may be entered. */
export const before = (to: EvaluationStatus): readonly EvaluationStatus[] =>
  (Object.keys(moves) as EvaluationStatus[]).filter((from) =>
    (moves[from] as readonly EvaluationStatus[]).includes(to)
  )

export type Evaluation = Readonly<{
  id: string
  displayName: string
  description?: string
  locale: string
  projectId?: string
  datasetId: string
  model1Id: string
  model2Id: string
  customProperties?: Readonly<Record<string, string>>
  status: EvaluationStatus
  error?: Readonly<{ code: string; message: string }>
  createdDateTime: Date
  /** When the current status was entered. */
  lastActionDateTime: Date
}>
