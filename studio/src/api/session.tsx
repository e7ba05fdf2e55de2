/** Who is signed in, and the questions that pages ask of the service on their behalf. @module */
import {
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient
} from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { type Entity, isWorking, type Model } from './entities.ts'
import { Refusal, Rest } from './rest.ts'

const STORED = 'vernacular-key'

export type Session = Readonly<{ rest: Rest; signOut: () => void }>
export const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('used outside of the session')
  return session
}

export const useRest = (): Rest => useSession().rest

export const storedKey = (): string | undefined =>
  sessionStorage.getItem(STORED) ?? localStorage.getItem(STORED) ?? undefined

/** @param remember beyond this tab */
export function storeKey(key: string, remember: boolean): void {
  const store = remember ? localStorage : sessionStorage
  store.setItem(STORED, key)
}

export function forgetKey(): void {
  sessionStorage.removeItem(STORED)
  localStorage.removeItem(STORED)
}

/** @throws Refusal when the service does not take the key */
export async function signIn(key: string): Promise<Rest> {
  const rest = new Rest(key)
  await rest.get('/projects?top=1')
  return rest
}

export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => !(error instanceof Refusal && error.status < 500) && count < 3,
        staleTime: 1000
      }
    }
  })

const AT_WORK_MS = 700
/** Nobody sits and waits for it. */
const TRIED_MS = 3_000

/** A model that can be used already, and is being tried on everyday speech. */
const isTried = (entity: Entity & Pick<Model, 'properties'>): boolean =>
  entity.properties?.generalSet?.status === 'NotStarted'

/** Asked again while the work goes on. */
export function useEntity<T extends Entity>(path: string | undefined): UseQueryResult<T> {
  const rest = useRest()
  return useQuery({
    queryKey: ['entity', path ?? ''],
    enabled: path !== undefined,
    queryFn: ({ signal }) => rest.get<T>(path ?? '', signal),
    refetchInterval: ({ state: { data } }) =>
      data && isWorking(data) ? AT_WORK_MS : data && isTried(data) ? TRIED_MS : false
  })
}

/** All entries of a list, asked again while one of them is at work. */
export function useList<T extends Entity>(path: string): UseQueryResult<readonly T[]> {
  const rest = useRest()
  return useQuery({
    queryKey: ['list', path],
    queryFn: ({ signal }) => rest.all<T>(path, signal),
    refetchInterval: ({ state }) => (state.data?.some(isWorking) ? AT_WORK_MS : false)
  })
}

/** Windows of the Studio tell each other that something has changed; what it was, each asks the service. */
const CHANGES = 'vernacular-changes'

/** @returns what ends it */
export function followOtherWindows(queries: QueryClient): () => void {
  const channel = new BroadcastChannel(CHANGES)
  channel.onmessage = () => void queries.invalidateQueries()
  return () => channel.close()
}

function tellOtherWindows(): void {
  const channel = new BroadcastChannel(CHANGES)
  channel.postMessage('changed')
  channel.close()
}

/** A change, after which everything shown is asked again, here and in other windows. */
export function useChange<Input, Output>(change: (rest: Rest, input: Input) => Promise<Output>) {
  const rest = useRest()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => change(rest, input),
    onSettled: () => {
      tellOtherWindows()
      return queries.invalidateQueries()
    }
  })
}
