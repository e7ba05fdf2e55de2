/** The page at each address. Pages other than the first are loaded when they are opened. @module */
import { type ComponentType, lazy } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { ProjectsPage } from '../projects/projects-page.tsx'
import { appTexts } from './texts.ts'

type ListProps = Readonly<{ project: string }>
type EntityProps = Readonly<{ project: string; id: string }>

function page<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }))
}

const DatasetsPage = page<ListProps>(async () => (await import('../datasets/datasets-page.tsx')).DatasetsPage)
const DatasetPage = page<EntityProps>(async () => (await import('../datasets/dataset-page.tsx')).DatasetPage)
const ModelsPage = page<ListProps>(async () => (await import('../models/models-page.tsx')).ModelsPage)
const ModelPage = page<EntityProps>(async () => (await import('../models/model-page.tsx')).ModelPage)
const TestsPage = page<ListProps>(async () => (await import('../tests/tests-page.tsx')).TestsPage)
const TestPage = page<EntityProps>(async () => (await import('../tests/test-page.tsx')).TestPage)
const EndpointsPage = page<ListProps>(
  async () => (await import('../endpoints/endpoints-page.tsx')).EndpointsPage
)
const EndpointPage = page<EntityProps>(
  async () => (await import('../endpoints/endpoint-page.tsx')).EndpointPage
)
const BatchesPage = page<ListProps>(
  async () => (await import('../batch-transcriptions/batches-page.tsx')).BatchesPage
)
const BatchPage = page<EntityProps>(
  async () => (await import('../batch-transcriptions/batch-page.tsx')).BatchPage
)
const TranscriptsPage = page<ListProps>(
  async () => (await import('../editor/transcripts-page.tsx')).TranscriptsPage
)
const TranscriptPage = page<EntityProps>(
  async () => (await import('../editor/transcript-page.tsx')).TranscriptPage
)
const TranscribePage = page<Partial<ListProps>>(
  async () => (await import('../transcribe/transcribe-page.tsx')).TranscribePage
)
const BaseModelsPage = page<object>(
  async () => (await import('../base-models/base-models-page.tsx')).BaseModelsPage
)
const WebHooksPage = page<object>(async () => (await import('../web-hooks/web-hooks-page.tsx')).WebHooksPage)

export const Routes = () => (
  <Switch>
    <Route path="/" component={ProjectsPage} />
    <Route path="/studio" component={ProjectsPage} />
    <Route path="/studio/transcribe">
      <TranscribePage />
    </Route>
    <Route path="/studio/base-models">
      <BaseModelsPage />
    </Route>
    <Route path="/studio/web-hooks">
      <WebHooksPage />
    </Route>
    <Route path="/studio/projects/:project">
      {({ project }) => <Redirect to={`/studio/projects/${project}/datasets`} replace />}
    </Route>
    <Route path="/studio/projects/:project/datasets">{(at) => <DatasetsPage {...at} />}</Route>
    <Route path="/studio/projects/:project/datasets/:id">{(at) => <DatasetPage {...at} />}</Route>
    <Route path="/studio/projects/:project/models">{(at) => <ModelsPage {...at} />}</Route>
    <Route path="/studio/projects/:project/models/:id">{(at) => <ModelPage {...at} />}</Route>
    <Route path="/studio/projects/:project/tests">{(at) => <TestsPage {...at} />}</Route>
    <Route path="/studio/projects/:project/tests/:id">{(at) => <TestPage {...at} />}</Route>
    <Route path="/studio/projects/:project/endpoints">{(at) => <EndpointsPage {...at} />}</Route>
    <Route path="/studio/projects/:project/endpoints/:id">{(at) => <EndpointPage {...at} />}</Route>
    <Route path="/studio/projects/:project/batch">{(at) => <BatchesPage {...at} />}</Route>
    <Route path="/studio/projects/:project/batch/:id">{(at) => <BatchPage {...at} />}</Route>
    <Route path="/studio/projects/:project/editor">{(at) => <TranscriptsPage {...at} />}</Route>
    <Route path="/studio/projects/:project/editor/:id">{(at) => <TranscriptPage {...at} />}</Route>
    <Route path="/studio/projects/:project/transcribe">{(at) => <TranscribePage {...at} />}</Route>
    <Route>
      <p>{appTexts.notFound}</p>
    </Route>
  </Switch>
)
