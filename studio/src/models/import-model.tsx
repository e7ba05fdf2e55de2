/** Imports a model bundle, or authorizes another service to copy a model to this one. @module */
import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Answered, ModelCopyAuthorization } from '../../../src/openapi/api-types.ts'
import { idOf, type Model, type Project } from '../api/entities.ts'
import { useChange, useEntity } from '../api/session.tsx'
import { FilePicker } from '../components/file-picker.tsx'
import { Wizard } from '../components/wizard.tsx'
import { texts } from '../texts.ts'
import { authorizeTexts, importTexts } from './texts.ts'

type ImportProps = Readonly<{ project: string; onClose: () => void }>

export function ImportModel({ project, onClose }: ImportProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const [, go] = useLocation()
  const [file, setFile] = useState<File>()
  const load = useChange(async (rest) => {
    if (!file) throw new Error(importTexts.chooseFile)
    const model = await rest.postBytes<Model>('/models:import', file)
    return rest.patch<Model>(model.self, { project: { self: owner.data?.self } })
  })
  return (
    <Wizard
      title={importTexts.title}
      action={importTexts.action}
      ready={file !== undefined && owner.data !== undefined}
      busy={load.isPending}
      error={load.error}
      onClose={onClose}
      onAction={() =>
        load.mutate(undefined, {
          onSuccess: (model) => go(`/studio/projects/${project}/models/${idOf(model)}`)
        })
      }
    >
      <p className="quiet">{importTexts.about}</p>
      <FilePicker
        label={importTexts.chooseFile}
        hint={texts.dropFile}
        accept=".zip"
        file={file}
        onFile={setFile}
      />
    </Wizard>
  )
}

/** Shows the authorization to enter on the service that has the model. */
export function AuthorizeCopy({ onClose }: Pick<ImportProps, 'onClose'>) {
  const [resourceId, setResourceId] = useState('')
  const authorize = useChange((rest) =>
    rest.post<Answered<ModelCopyAuthorization>>('/models:authorizecopy', {
      sourceResourceId: resourceId.trim()
    })
  )
  const json = authorize.data && JSON.stringify(authorize.data, null, 2)
  return (
    <Wizard
      title={authorizeTexts.title}
      action={authorizeTexts.action}
      ready={resourceId.trim() !== ''}
      busy={authorize.isPending}
      done={authorize.isSuccess}
      error={authorize.error}
      onClose={onClose}
      onAction={() => authorize.mutate(undefined)}
    >
      <p className="quiet">{authorizeTexts.about}</p>
      <Field label={authorizeTexts.sourceId}>
        <Input value={resourceId} onChange={(_event, { value }) => setResourceId(value)} />
      </Field>
      {json && (
        <>
          <pre className="authorization">{json}</pre>
          <Button onClick={() => void navigator.clipboard.writeText(json)}>{texts.copy}</Button>
        </>
      )}
    </Wizard>
  )
}
