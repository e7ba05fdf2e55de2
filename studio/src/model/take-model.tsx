/** Models from elsewhere: a bundle that was exported, or leave for another service to send one. @module */
import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { idOf, type Model, type Project } from '../api/entities.ts'
import { useChange, useEntity } from '../api/session.tsx'
import { FilePicker } from '../parts/file-picker.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { texts } from '../texts.ts'

type TakeProps = Readonly<{ project: string; onClose: () => void }>

export function ImportModel({ project, onClose }: TakeProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const [, go] = useLocation()
  const [file, setFile] = useState<File>()
  const take = useChange(async (rest) => {
    if (!file) throw new Error(texts.take.file)
    const model = await rest.postBytes<Model>('/models:import', file)
    return rest.patch<Model>(model.self, { project: { self: owner.data?.self } })
  })
  return (
    <Wizard
      title={texts.take.title}
      action={texts.take.action}
      ready={file !== undefined && owner.data !== undefined}
      busy={take.isPending}
      error={take.error}
      onClose={onClose}
      onAction={() =>
        take.mutate(undefined, {
          onSuccess: (model) => go(`/studio/projects/${project}/models/${idOf(model)}`)
        })
      }
    >
      <p className="quiet">{texts.take.about}</p>
      <FilePicker label={texts.take.file} hint={texts.take.drop} accept=".zip" file={file} onFile={setFile} />
    </Wizard>
  )
}

/** What the other side pastes when it sends its model here. */
export function AuthorizeCopy({ onClose }: Pick<TakeProps, 'onClose'>) {
  const [resourceId, setResourceId] = useState('')
  const authorize = useChange((rest) =>
    rest.post<Record<string, unknown>>('/models:authorizecopy', { sourceResourceId: resourceId.trim() })
  )
  const json = authorize.data && JSON.stringify(authorize.data, null, 2)
  return (
    <Wizard
      title={texts.authorize.title}
      action={texts.authorize.action}
      ready={resourceId.trim() !== ''}
      busy={authorize.isPending}
      done={authorize.isSuccess}
      error={authorize.error}
      onClose={onClose}
      onAction={() => authorize.mutate(undefined)}
    >
      <p className="quiet">{texts.authorize.about}</p>
      <Field label={texts.authorize.source}>
        <Input value={resourceId} onChange={(_event, { value }) => setResourceId(value)} />
      </Field>
      {json && (
        <>
          <pre className="authorization">{json}</pre>
          <Button onClick={() => void navigator.clipboard.writeText(json)}>{texts.endpoints.copy}</Button>
        </>
      )}
    </Wizard>
  )
}
