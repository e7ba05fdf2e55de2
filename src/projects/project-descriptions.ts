/** What the schemas of projects are, in words. @module */
import type { Descriptions } from '../resources/index.ts'

export const projectDescriptions: Descriptions = {
  PaginatedProjects: 'A page of projects.',
  Project: 'A project: it groups datasets, models, evaluations, endpoints and transcriptions of one locale.',
  ProjectLinks: 'Links of a project.',
  'ProjectLinks.evaluations': 'URL of its evaluations.',
  'ProjectLinks.datasets': 'URL of its datasets.',
  'ProjectLinks.models': 'URL of its models.',
  'ProjectLinks.endpoints': 'URL of its endpoints.',
  'ProjectLinks.transcriptions': 'URL of its transcriptions.',
  ProjectProperties: 'How many resources a project has.',
  'ProjectProperties.datasetCount': 'Number of datasets.',
  'ProjectProperties.evaluationCount': 'Number of evaluations.',
  'ProjectProperties.modelCount': 'Number of models.',
  'ProjectProperties.transcriptionCount': 'Number of transcriptions.',
  'ProjectProperties.endpointCount': 'Number of endpoints.',
  ProjectUpdate: 'Changes to a project.'
}
