/** The application: session, theme, and the page inside its frame. @module */
import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useEffect, useMemo, useState } from 'react'
import { Rest } from '../api/rest.ts'
import {
  createQueries,
  forgetKey,
  SessionContext,
  signIn,
  storedKey,
  watchOtherWindows
} from '../api/session.tsx'
import { Loading } from '../components/status.tsx'
import { Routes } from './routes.tsx'
import { Shell } from './shell.tsx'
import { SignIn } from './sign-in.tsx'

const THEME_STORAGE = 'vernacular-theme'
const prefersDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches

function useDarkTheme(): readonly [boolean, () => void] {
  const stored = localStorage.getItem(THEME_STORAGE)
  const [dark, setDark] = useState(stored === null ? prefersDark() : stored === 'dark')
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
  }, [dark])
  const toggle = () => {
    localStorage.setItem(THEME_STORAGE, dark ? 'light' : 'dark')
    setDark(!dark)
  }
  return [dark, toggle]
}

export function Studio() {
  const [dark, toggleTheme] = useDarkTheme()
  const [queries] = useState(createQueries)
  const [rest, setRest] = useState<Rest | undefined>(() => {
    const key = storedKey()
    return key === undefined ? undefined : new Rest(key)
  })
  const [checked, setChecked] = useState(false)
  useEffect(() => watchOtherWindows(queries), [queries])
  useEffect(() => {
    if (!rest || checked) return
    // A stored key may have been revoked. If the service cannot be reached, the key is kept.
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
          void import('../datasets/uploads.ts').then(({ uploads }) => uploads.stopAll())
        }
      },
    [rest, queries]
  )
  return (
    <FluentProvider theme={dark ? webDarkTheme : webLightTheme} style={{ minHeight: '100%' }}>
      {session ? (
        <SessionContext value={session}>
          <QueryClientProvider client={queries}>
            <Shell dark={dark} toggleTheme={toggleTheme}>
              <Suspense fallback={<Loading />}>
                <Routes />
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
