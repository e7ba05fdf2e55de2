/** The models of a project, and the ways to get another. @module */
import {
  Button,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger
} from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Link } from 'wouter'
import { idOf, type Model } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { AddExisting } from '../components/add-existing.tsx'
import { ListFrame } from '../components/list-frame.tsx'
import { StatusBadge } from '../components/status.tsx'
import { AuthorizeCopy, ImportModel } from './import-model.tsx'
import { PronounceWords } from './pronounce-words.tsx'
import { TrainModel } from './train-model.tsx'
import './models.css'
import { date, dateTime } from '../format.ts'
import { texts } from '../texts.ts'
import { authorizeTexts, importTexts, modelTexts, pronounceTexts } from './texts.ts'

export function ModelsPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Model>(`/projects/${project}/models`)
  const [dialog, setDialog] = useState<'train' | 'import' | 'authorize' | 'pronounce'>()
  const close = () => setDialog(undefined)
  return (
    <>
      <ListFrame
        title={modelTexts.title}
        items={data}
        error={error}
        empty={{ title: modelTexts.empty, more: modelTexts.emptyMore }}
        create={
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setDialog('train')}>
            {modelTexts.train}
          </Button>
        }
        actions={
          <>
            <AddExisting project={project} path="/models" />
            <Button onClick={() => setDialog('pronounce')}>{pronounceTexts.title}</Button>
            <Menu>
              <MenuTrigger disableButtonEnhancement>
                <MenuButton>{modelTexts.importMenu}</MenuButton>
              </MenuTrigger>
              <MenuPopover>
                <MenuList>
                  <MenuItem onClick={() => setDialog('import')}>{importTexts.title}</MenuItem>
                  <MenuItem onClick={() => setDialog('authorize')}>{authorizeTexts.title}</MenuItem>
                </MenuList>
              </MenuPopover>
            </Menu>
          </>
        }
      >
        {(models) => <ModelTable project={project} models={models} />}
      </ListFrame>
      {dialog === 'train' && <TrainModel project={project} onClose={close} />}
      {dialog === 'pronounce' && <PronounceWords project={project} onClose={close} />}
      {dialog === 'import' && <ImportModel project={project} onClose={close} />}
      {dialog === 'authorize' && <AuthorizeCopy onClose={close} />}
    </>
  )
}

function ModelTable({ project, models }: Readonly<{ project: string; models: readonly Model[] }>) {
  const bases = useList<Model>('/models/base')
  const baseNames = new Map(bases.data?.map((base) => [base.self, base.displayName]))
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>{texts.name}</th>
            <th>{texts.status}</th>
            <th>{modelTexts.baseModel}</th>
            <th className="number">{modelTexts.datasets}</th>
            <th>{texts.created}</th>
            <th>{modelTexts.expiration}</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.self}>
              <td>
                <Link className="link" href={`/studio/projects/${project}/models/${idOf(model)}`}>
                  {model.displayName}
                </Link>
              </td>
              <td>
                <StatusBadge status={model.status} /> <span className="quiet">{model.properties?.stage}</span>
              </td>
              <td>{baseNames.get(model.baseModel?.self ?? '') ?? texts.none}</td>
              <td className="number">{model.datasets?.length ?? 0}</td>
              <td>{dateTime(model.createdDateTime)}</td>
              <td>{date(model.properties?.deprecationDates?.transcriptionDateTime)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
