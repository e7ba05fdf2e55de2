/** The frame: sign in, colours, and which page an address leads to. @module */
import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { Rest } from './api/rest.ts'
import {
  createQueries,
  followOtherWindows,
  forgetKey,
  SessionContext,
  signIn,
  storedKey
} from './api/session.tsx'
import { ProjectsPage } from './pages/projects.tsx'
import { SignIn } from './pages/sign-in.tsx'
import { Shell } from './parts/shell.tsx'
import { Loading } from './parts/waiting.tsx'
import { texts } from './texts.ts'

const DatasetsPage = lazy(async () => ({ default: (await import('./pages/datasets.tsx')).DatasetsPage }))
const DatasetPage = lazy(async () => ({ default: (await import('./pages/dataset.tsx')).DatasetPage }))
const ModelsPage = lazy(async () => ({ default: (await import('./pages/models.tsx')).ModelsPage }))
const ModelPage = lazy(async () => ({ default: (await import('./pages/model.tsx')).ModelPage }))
const TestsPage = lazy(async () => ({ default: (await import('./pages/tests.tsx')).TestsPage }))
const TestPage = lazy(async () => ({ default: (await import('./pages/test.tsx')).TestPage }))
const EndpointsPage = lazy(async () => ({ default: (await import('./pages/endpoints.tsx')).EndpointsPage }))
const EndpointPage = lazy(async () => ({ default: (await import('./pages/endpoint.tsx')).EndpointPage }))
const TranscribePage = lazy(async () => ({
  default: (await import('./pages/transcribe.tsx')).TranscribePage
}))

const WebHooksPage = lazy(async () => ({ default: (await import('./pages/web-hooks.tsx')).WebHooksPage }))

const BatchesPage = lazy(async () => ({ default: (await import('./pages/batches.tsx')).BatchesPage }))
const BatchPage = lazy(async () => ({ default: (await import('./pages/batch.tsx')).BatchPage }))
const EditorPage = lazy(async () => ({ default: (await import('./pages/editor.tsx')).EditorPage }))
const TranscriptPage = lazy(async () => ({
  default: (await import('./pages/transcript.tsx')).TranscriptPage
}))

const THEME = 'vernacular-theme'
const prefersDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches

function useDark(): readonly [boolean, () => void] {
  const stored = localStorage.getItem(THEME)
  const [dark, setDark] = useState(stored === null ? prefersDark() : stored === 'dark')
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
  }, [dark])
  const turn = () => {
    localStorage.setItem(THEME, dark ? 'light' : 'dark')
    setDark(!dark)
  }
  return [dark, turn]
}

export function Studio() {
  const [dark, turnDark] = useDark()
  const [queries] = useState(createQueries)
  const [rest, setRest] = useState<Rest | undefined>(() => {
    const key = storedKey()
    return key === undefined ? undefined : new Rest(key)
  })
  const [checked, setChecked] = useState(false)
  useEffect(() => followOtherWindows(queries), [queries])
  useEffect(() => {
    if (!rest || checked) return
    // A key of an earlier visit may have been withdrawn since; a service that is away says nothing about it.
    signIn(rest.key).catch(({ status }: { status?: number }) => {
      if (status !== 401) return
      forgetKey()
      setRest(undefined)
    })
    setChecked(true)
  }, [rest, checked])
  const session = useMemo(
    () =>
      rest && {
        rest,
        signOut: () => {
          forgetKey()
          queries.clear()
          setRest(undefined)
          void import('./datasets/uploads.ts').then(({ uploads }) => uploads.stopAll())
        }
      },
    [rest, queries]
  )
  return (
    <FluentProvider theme={dark ? webDarkTheme : webLightTheme} style={{ minHeight: '100%' }}>
      {session ? (
        <SessionContext value={session}>
          <QueryClientProvider client={queries}>
            <Shell dark={dark} turnDark={turnDark}>
              <Suspense fallback={<Loading />}>
                <Pages />
              </Suspense>
            </Shell>
          </QueryClientProvider>
        </SessionContext>
      ) : (
        <SignIn onSignedIn={setRest} />
      )}
    </FluentProvider>
  )
}

const Pages = () => (
  <Switch>
    <Route path="/" component={ProjectsPage} />
    <Route path="/studio" component={ProjectsPage} />
    <Route path="/studio/transcribe">
      <TranscribePage />
    </Route>
    <Route path="/studio/web-hooks" component={WebHooksPage} />
    <Route path="/studio/projects/:project">
      {({ project }) => <Redirect to={`/studio/projects/${project}/datasets`} replace />}
    </Route>
    <Route path="/studio/projects/:project/datasets">
      {({ project }) => <DatasetsPage project={project} />}
    </Route>
    <Route path="/studio/projects/:project/datasets/:id">{(at) => <DatasetPage {...at} />}</Route>
    <Route path="/studio/projects/:project/models">{({ project }) => <ModelsPage project={project} />}</Route>
    <Route path="/studio/projects/:project/models/:id">{(at) => <ModelPage {...at} />}</Route>
    <Route path="/studio/projects/:project/tests">{({ project }) => <TestsPage project={project} />}</Route>
    <Route path="/studio/projects/:project/tests/:id">{(at) => <TestPage {...at} />}</Route>
    <Route path="/studio/projects/:project/endpoints">
      {({ project }) => <EndpointsPage project={project} />}
    </Route>
    <Route path="/studio/projects/:project/endpoints/:id">{(at) => <EndpointPage {...at} />}</Route>
    <Route path="/studio/projects/:project/batch">{({ project }) => <BatchesPage project={project} />}</Route>
    <Route path="/studio/projects/:project/batch/:id">{(at) => <BatchPage {...at} />}</Route>
    <Route path="/studio/projects/:project/editor">{({ project }) => <EditorPage project={project} />}</Route>
    <Route path="/studio/projects/:project/editor/:id">{(at) => <TranscriptPage {...at} />}</Route>
    <Route path="/studio/projects/:project/transcribe">
      {({ project }) => <TranscribePage project={project} />}
    </Route>
    <Route>
      <p>{texts.notFound}</p>
    </Route>
  </Switch>
)
