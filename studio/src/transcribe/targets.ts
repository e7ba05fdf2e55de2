/** What can transcribe: endpoints, models, and the base model of each language. @module */
import { type Endpoint, idOf, isBaseModel, type Model, type Project } from '../api/entities.ts'
import { useEntity, useList } from '../api/session.tsx'
import { useUsableModels } from '../components/model-select.tsx'
import { transcribeTexts } from './texts.ts'

export type RecognitionTarget = Readonly<{
  /** As requests name it; base models are requested as `base` with the locale. */
  id: string
  name: string
  kind: 'endpoint' | 'model' | 'base'
  locale: string
}>

/** Newest endpoints first, then custom models, then one base model for each language. */
export function useRecognitionTargets(
  project: string | undefined
): Readonly<{ targets: readonly RecognitionTarget[]; error: unknown }> {
  const owner = useEntity<Project>(project === undefined ? undefined : `/projects/${project}`)
  const endpoints = useList<Endpoint>(project === undefined ? '/endpoints' : `/projects/${project}/endpoints`)
  const models = useUsableModels(project, owner.data?.locale)
  const ready = endpoints.data?.filter(({ status }) => status === 'Succeeded').toReversed() ?? []
  const locales = [...new Set(models.filter(isBaseModel).map(({ locale }) => locale))]
  const targetOf = (entity: Model | Endpoint, kind: RecognitionTarget['kind']): RecognitionTarget => ({
    id: idOf(entity),
    name: entity.displayName,
    kind,
    locale: entity.locale
  })
  const targets = [
    ...ready.map((endpoint) => targetOf(endpoint, 'endpoint')),
    ...models.filter((model) => !isBaseModel(model)).map((model) => targetOf(model, 'model')),
    ...locales.map((locale) => ({
      id: `base-${locale}`,
      name: `${transcribeTexts.baseModel} (${locale})`,
      kind: 'base' as const,
      locale
    }))
  ]
  return { targets, error: endpoints.error ?? owner.error }
}
