/** What can hear: endpoints, models, and the base model of a language. @module */
import { type Endpoint, idOf, type Model, type Project } from '../api/entities.ts'
import { useEntity, useList } from '../api/session.tsx'
import { useModels } from '../parts/choose-model.tsx'
import { texts } from '../texts.ts'

export type Target = Readonly<{
  /** As recognition takes it: an id, or `base`. */
  id: string
  name: string
  kind: 'endpoint' | 'model' | 'base'
  locale: string
}>

export type Targets = Readonly<{
  all: readonly Target[]
  error: unknown
}>

/** The newest endpoint first: that is what one has just made. Base models last, one a language. */
export function useTargets(project: string | undefined): Targets {
  const owner = useEntity<Project>(project === undefined ? undefined : `/projects/${project}`)
  const endpoints = useList<Endpoint>(project === undefined ? '/endpoints' : `/projects/${project}/endpoints`)
  const models = useModels(project, owner.data?.locale)
  const usable = endpoints.data?.filter(({ status }) => status === 'Succeeded').toReversed() ?? []
  const own = models.filter((model) => !isBase(model))
  const locales = [...new Set(models.filter(isBase).map(({ locale }) => locale))]
  const all: readonly Target[] = [
    ...usable.map((one) => ({
      id: idOf(one),
      name: one.displayName,
      kind: 'endpoint' as const,
      locale: one.locale
    })),
    ...own.map((one) => ({
      id: idOf(one),
      name: one.displayName,
      kind: 'model' as const,
      locale: one.locale
    })),
    ...locales.map((locale) => ({
      id: `base-${locale}`,
      name: `${texts.transcribe.baseModel} (${locale})`,
      kind: 'base' as const,
      locale
    }))
  ]
  return { all, error: endpoints.error ?? owner.error }
}

const isBase = ({ self }: Model): boolean => self.includes('/models/base/')
