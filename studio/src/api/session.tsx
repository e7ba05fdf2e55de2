/** The signed-in session, and hooks that read and change entities through it. @module */
import {
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient
} from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { type Entity, isInProgress, type Model } from './entities.ts'
import { POLL_INTERVAL_MS, Rest, RestError } from './rest.ts'

const KEY_STORAGE = 'vernacular-key'

export type Session = Readonly<{ rest: Rest; signOut: () => void }>
export const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession was called outside of SessionContext')
  return session
}

export const useRest = (): Rest => useSession().rest

export const storedKey = (): string | undefined =>
  sessionStorage.getItem(KEY_STORAGE) ?? localStorage.getItem(KEY_STORAGE) ?? undefined

/** @param remember in this browser rather than only in this tab */
export function storeKey(key: string, remember: boolean): void {
  const store = remember ? localStorage : sessionStorage
  store.setItem(KEY_STORAGE, key)
}

export function forgetKey(): void {
  sessionStorage.removeItem(KEY_STORAGE)
  localStorage.removeItem(KEY_STORAGE)
}

/** @throws RestError if the key is invalid */
export async function signIn(key: string): Promise<Rest> {
  const rest = new Rest(key)
  await rest.get('/projects?top=1')
  return rest
}

export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => !(error instanceof RestError && error.status < 500) && count < 3,
        staleTime: 1000
      }
    }
  })

/** Slower: nobody waits for a regression check. */
const REGRESSION_POLL_INTERVAL_MS = 3_000

/** A model is ready to use before its regression check is complete. */
const isRegressionCheckPending = (entity: Entity & Pick<Model, 'properties'>): boolean =>
  entity.properties?.generalSet?.status === 'NotStarted'

/** Refreshed while the job of the entity runs. */
export function useEntity<T extends Entity>(path: string | undefined): UseQueryResult<T> {
  const rest = useRest()
  return useQuery({
    queryKey: ['entity', path ?? ''],
    enabled: path !== undefined,
    queryFn: ({ signal }) => rest.get<T>(path ?? '', signal),
    refetchInterval: ({ state: { data } }) =>
      data && isInProgress(data)
        ? POLL_INTERVAL_MS
        : data && isRegressionCheckPending(data)
          ? REGRESSION_POLL_INTERVAL_MS
          : false
  })
}

/** All pages of a list, refreshed while a job of any entry runs. */
export function useList<T extends Entity>(path: string): UseQueryResult<readonly T[]> {
  const rest = useRest()
  return useQuery({
    queryKey: ['list', path],
    queryFn: ({ signal }) => rest.list<T>(path, signal),
    refetchInterval: ({ state }) => (state.data?.some(isInProgress) ? POLL_INTERVAL_MS : false)
  })
}

/** Windows of the Studio notify each other of changes; each then asks the service what has changed. */
const CHANGES_CHANNEL = 'vernacular-changes'

/** @returns a function that stops watching */
export function watchOtherWindows(queries: QueryClient): () => void {
  const channel = new BroadcastChannel(CHANGES_CHANNEL)
  channel.onmessage = () => void queries.invalidateQueries()
  return () => channel.close()
}

function notifyOtherWindows(): void {
  const channel = new BroadcastChannel(CHANGES_CHANNEL)
  channel.postMessage('changed')
  channel.close()
}

/** A mutation after which all queries are refreshed, here and in other windows. */
export function useChange<Input, Output>(change: (rest: Rest, input: Input) => Promise<Output>) {
  const rest = useRest()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => change(rest, input),
    onSettled: () => {
      notifyOtherWindows()
      return queries.invalidateQueries()
    }
  })
}
