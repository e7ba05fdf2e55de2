/** Options: what a list or a download holds. @module */
import { AREA, ENTITY, option } from './option.ts'

export const lists = {
  projects: option({ words: `${AREA} projects`, group: 'Input', says: 'lists projects' }),
  listDatasets: option({ words: `${AREA} datasets`, group: 'Input', says: 'lists datasets' }),
  models: option({ words: `${AREA} models`, group: 'Input', says: 'lists models' }),
  evaluations: option({ words: `${AREA} evaluations`, group: 'Input', says: 'lists evaluations' }),
  endpoints: option({ words: `${AREA} endpoints`, group: 'Input', says: 'lists endpoints' }),
  transcriptions: option({ words: `${AREA} transcriptions`, group: 'Input', says: 'lists transcriptions' }),
  webhooks: option({ words: `${AREA} webhooks`, group: 'Input', says: 'lists web hooks' }),
  baseModels: option({ words: `${AREA} base [models]`, group: 'Input', says: 'lists base models' }),
  languages: option({
    words: `${AREA} ${ENTITY} languages`,
    group: 'Input',
    says: 'lists the locales that are supported'
  }),
  listFiles: option({ words: `${AREA} files`, group: 'Input', says: 'lists the files of the entity named' }),
  logs: option({ words: `${AREA} logs`, group: 'Input', says: 'lists the logs of the endpoint named' }),
  top: option({
    words: `${AREA} top`,
    value: 'N',
    group: 'Options',
    says: 'at most so many; all when absent'
  }),
  hours: option({
    words: `${AREA} hours`,
    value: 'N',
    group: 'Options',
    says: 'how many hours back, 24 when absent'
  }),
  skip: option({ words: `${AREA} skip`, value: 'N', group: 'Options', says: 'leaves out the first N' }),
  filter: option({
    words: `${AREA} filter`,
    value: 'CONDITION',
    group: 'Options',
    says: "narrows the list, as in status eq 'Succeeded'"
  }),
  link: option({
    words: `${AREA} url`,
    value: 'URL',
    group: 'Input',
    says: 'a content address, read as it is'
  })
} as const
