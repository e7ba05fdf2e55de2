/** Options: the entities that a command names, and what is said of them. @module */
import { AREA, ENTITY, option } from './option.ts'

export const entities = {
  name: option({ words: `${AREA} ${ENTITY} name`, value: 'NAME', group: 'Input', says: 'the name shown' }),
  description: option({
    words: `${AREA} ${ENTITY} description`,
    value: 'TEXT',
    group: 'Input',
    says: 'what people should know of it'
  }),
  language: option({
    words: `${AREA} ${ENTITY} language`,
    value: 'LOCALE',
    group: 'Input',
    says: 'the locale; en-US when absent'
  }),
  project: option({
    words: `${AREA} project [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'a project'
  }),
  dataset: option({
    words: `${AREA} dataset [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'a dataset'
  }),
  datasets: option({
    words: `${AREA} datasets`,
    value: 'ID;ID…',
    group: 'Input',
    says: 'datasets to learn from, parted by semicolons or lines'
  }),
  model: option({
    words: `${AREA} model [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'a model, a base model too'
  }),
  model1: option({ words: `${AREA} model1 [id]`, value: 'ID|URL', group: 'Input', says: 'the first model' }),
  model2: option({
    words: `${AREA} model2 [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'the second model; may be the first again'
  }),
  evaluation: option({
    words: `${AREA} evaluation [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'an evaluation'
  }),
  endpoint: option({
    words: `${AREA} (endpoint|endpointid) [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'an endpoint'
  }),
  transcription: option({
    words: `${AREA} transcription [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'a transcription'
  }),
  webhook: option({
    words: `${AREA} webhook [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'a web hook'
  }),
  id: option({ words: 'id', value: 'ID|URL', group: 'Input', says: 'the entity of the command, in short' }),
  base: option({
    words: `${AREA} [model] base [model]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'the base model; the newest of the language when absent'
  })
} as const
