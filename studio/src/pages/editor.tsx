/** Transcripts being corrected in this browser, and how one begins: of a dataset, of traffic, or of a batch. @module */
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { BeginWizard } from '../editor/begin-wizard.tsx'
import type { Draft } from '../editor/draft.ts'
import { draftsOf, forgetDraft } from '../editor/draft-store.ts'
import { Empty, Loading, Refused } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { date, texts } from '../texts.ts'

const words = texts.editor

export function EditorPage({ project }: Readonly<{ project: string }>) {
  const [asked, setAsked] = useSearchParams()
  const { data, error } = useQuery({ queryKey: ['drafts', project], queryFn: () => draftsOf(project) })
  const [beginning, setBeginning] = useState(asked.size > 0)
  const [removing, setRemoving] = useState<Draft>()
  const queries = useQueryClient()
  const close = () => {
    setBeginning(false)
    if (asked.size > 0) setAsked({}, { replace: true })
  }
  const begin = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setBeginning(true)}>
      {words.begin}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{words.title}</h1>
        {data && data.length > 0 && begin}
      </div>
      <Refused error={error} />
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty title={words.empty} more={`${words.about} ${words.emptyMore}`}>
          {begin}
        </Empty>
      )}
      {data && data.length > 0 && (
        <>
          <p className="quiet">{words.about}</p>
          <Drafts project={project} drafts={data} onRemove={setRemoving} />
        </>
      )}
      {beginning && <BeginWizard project={project} onClose={close} />}
      {removing && (
        <Wizard
          title={words.removeTitle(removing.title)}
          action={words.remove}
          onClose={() => setRemoving(undefined)}
          onAction={() => {
            setRemoving(undefined)
            void forgetDraft(removing).then(() => queries.invalidateQueries({ queryKey: ['drafts'] }))
          }}
        >
          <p>{words.removeMore}</p>
        </Wizard>
      )}
    </>
  )
}

type DraftsProps = Readonly<{ project: string; drafts: readonly Draft[]; onRemove: (draft: Draft) => void }>

const Drafts = ({ project, drafts, onRemove }: DraftsProps) => (
  <div className="scroll">
    <table aria-label={words.drafts}>
      <thead>
        <tr>
          <th>{texts.name}</th>
          <th className="number">{words.progress}</th>
          <th>{words.saved}</th>
          <th>
            <span className="hidden">{words.remove}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {drafts.map((draft) => (
          <tr key={draft.id}>
            <td>
              <Link className="link" href={`/studio/projects/${project}/editor/${draft.id}`}>
                {draft.title}
              </Link>
            </td>
            <td className="number">
              {words.ofAll(
                draft.segments.filter(({ state }) => state === 'accepted').length,
                draft.segments.length
              )}
            </td>
            <td>{date(new Date(draft.savedAt).toISOString())}</td>
            <td>
              <Button
                size="small"
                icon={<DeleteRegular />}
                aria-label={`${words.remove}: ${draft.title}`}
                onClick={() => onRemove(draft)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
