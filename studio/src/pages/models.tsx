/** The models of a project, and the ways to get one more. @module */
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
import { SayWords } from '../model/say-words.tsx'
import { AuthorizeCopy, ImportModel } from '../model/take-model.tsx'
import { Connect } from '../parts/connect.tsx'
import { Empty, Loading, Refused, StatusBadge } from '../parts/waiting.tsx'
import { date, day, texts } from '../texts.ts'
import { TrainModel } from './train-model.tsx'

export function ModelsPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Model>(`/projects/${project}/models`)
  const bases = useList<Model>('/models/base')
  const [asking, setAsking] = useState<'train' | 'import' | 'authorize' | 'say'>()
  const close = () => setAsking(undefined)
  const nameOfBase = new Map(bases.data?.map((base) => [base.self, base.displayName]))
  const train = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setAsking('train')}>
      {texts.models.train}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{texts.models.title}</h1>
        <div className="row">
          <Connect project={project} path="/models" />
          <Button onClick={() => setAsking('say')}>{texts.say.title}</Button>
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <MenuButton>{texts.models.elsewhere}</MenuButton>
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                <MenuItem onClick={() => setAsking('import')}>{texts.take.title}</MenuItem>
                <MenuItem onClick={() => setAsking('authorize')}>{texts.authorize.title}</MenuItem>
              </MenuList>
            </MenuPopover>
          </Menu>
          {data && data.length > 0 && train}
        </div>
      </div>
      <Refused error={error} />
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty title={texts.models.empty} more={texts.models.emptyMore}>
          {train}
        </Empty>
      )}
      {data && data.length > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th>{texts.name}</th>
                <th>{texts.status}</th>
                <th>{texts.models.base}</th>
                <th className="number">{texts.models.datasets}</th>
                <th>{texts.created}</th>
                <th>{texts.models.expiry}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((model) => (
                <tr key={model.self}>
                  <td>
                    <Link className="link" href={`/studio/projects/${project}/models/${idOf(model)}`}>
                      {model.displayName}
                    </Link>
                  </td>
                  <td>
                    <StatusBadge status={model.status} />{' '}
                    <span className="quiet">{model.properties?.stage}</span>
                  </td>
                  <td>{nameOfBase.get(model.baseModel?.self ?? '') ?? texts.never}</td>
                  <td className="number">{model.datasets?.length ?? 0}</td>
                  <td>{date(model.createdDateTime)}</td>
                  <td>{day(model.properties?.deprecationDates?.transcriptionDateTime)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asking === 'train' && <TrainModel project={project} onClose={close} />}
      {asking === 'say' && <SayWords project={project} onClose={close} />}
      {asking === 'import' && <ImportModel project={project} onClose={close} />}
      {asking === 'authorize' && <AuthorizeCopy onClose={close} />}
    </>
  )
}
