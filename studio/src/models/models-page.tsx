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
import { useState } from 'react'
import { Link } from 'wouter'
import { idOf, type Model } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { AddExisting } from '../components/add-existing.tsx'
import { ListFrame } from '../components/list-frame.tsx'
import { StatusBadge } from '../components/status.tsx'
import { Table } from '../components/table.tsx'
import { AuthorizeCopy, ImportModel } from './import-model.tsx'
import { PronounceWords } from './pronounce-words.tsx'
import { TrainModel } from './train-model.tsx'
import './models.css'
import { date, dateTime } from '../format.ts'
import { texts } from '../texts.ts'
import { authorizeTexts, importTexts, modelTexts, pronounceTexts } from './texts.ts'

export function ModelsPage({ project }: Readonly<{ project: string }>) {
  const list = useList<Model>(`/projects/${project}/models`)
  const [dialog, setDialog] = useState<'train' | 'import' | 'authorize' | 'pronounce'>()
  const close = () => setDialog(undefined)
  return (
    <>
      <ListFrame
        texts={modelTexts}
        list={list}
        create={{ label: modelTexts.train, onClick: () => setDialog('train') }}
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
    <Table
      rows={models}
      keyOf={({ self }) => self}
      columns={[
        {
          title: texts.name,
          cell: (model) => (
            <Link className="link" href={`/studio/projects/${project}/models/${idOf(model)}`}>
              {model.displayName}
            </Link>
          )
        },
        {
          title: texts.status,
          cell: ({ status, properties }) => (
            <>
              <StatusBadge status={status} /> <span className="quiet">{properties?.stage}</span>
            </>
          )
        },
        {
          title: modelTexts.baseModel,
          cell: ({ baseModel }) => baseNames.get(baseModel?.self ?? '') ?? texts.none
        },
        { title: modelTexts.datasets, number: true, cell: ({ datasets }) => datasets?.length ?? 0 },
        { title: texts.created, cell: ({ createdDateTime }) => dateTime(createdDateTime) },
        {
          title: modelTexts.expiration,
          cell: ({ properties }) => date(properties?.deprecationDates?.transcriptionDateTime)
        }
      ]}
    />
  )
}
