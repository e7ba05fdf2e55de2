/** How a model is called: a base model has a date for a name. @module */
import type { Model } from '../api/entities.ts'
import { texts } from '../texts.ts'

export const modelName = (model: Pick<Model, 'self' | 'displayName'>): string =>
  model.self.includes('/models/base/') ? texts.endpoints.baseNamed(model.displayName) : model.displayName
