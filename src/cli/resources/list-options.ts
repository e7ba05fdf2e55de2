/** Options: what a list contains. @module */
import { AREA, optionGroup, RESOURCE } from '../command-line/option.ts'

export const lists = optionGroup('Options', {
  projects: { name: `${AREA} projects`, help: 'List projects' },
  datasets: { name: `${AREA} datasets`, help: 'List datasets' },
  models: { name: `${AREA} models`, help: 'List models' },
  baseModels: { name: `${AREA} base [models]`, help: 'List base models' },
  evaluations: { name: `${AREA} evaluations`, help: 'List evaluations' },
  endpoints: { name: `${AREA} endpoints`, help: 'List endpoints' },
  transcriptions: { name: `${AREA} transcriptions`, help: 'List transcriptions' },
  webhooks: { name: `${AREA} webhooks`, help: 'List web hooks' },
  languages: { name: `${AREA} ${RESOURCE} languages`, help: 'List the supported locales' },
  files: { name: `${AREA} files`, help: 'List the files of the resource' },
  logs: { name: `${AREA} logs`, help: 'List the logs of the endpoint' },
  top: { name: `${AREA} top`, value: 'N', default: 'all', help: 'List at most N' },
  skip: { name: `${AREA} skip`, value: 'N', default: '0', help: 'Skip the first N' },
  filter: {
    name: `${AREA} filter`,
    value: 'CONDITION',
    help: "List only matching resources, for example status eq 'Succeeded'"
  }
})
