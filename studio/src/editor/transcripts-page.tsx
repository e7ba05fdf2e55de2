/** The transcripts in this browser. @module */
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { ListFrame } from '../components/list-frame.tsx'
import { Wizard } from '../components/wizard.tsx'
import { dateTime } from '../format.ts'
import { texts } from '../texts.ts'
import { CreateTranscript } from './create-transcript.tsx'
import type { Draft } from './draft.ts'
import { deleteDraft, listDrafts } from './draft-store.ts'
import { editorTexts } from './texts.ts'

export function TranscriptsPage({ project }: Readonly<{ project: string }>) {
  const [search, setSearch] = useSearchParams()
  const { data, error } = useQuery({ queryKey: ['drafts', project], queryFn: () => listDrafts(project) })
  // A link from another page names the recordings to start with.
  const [creating, setCreating] = useState(search.size > 0)
  const [removing, setRemoving] = useState<Draft>()
  const close = () => {
    setCreating(false)
    if (search.size > 0) setSearch({}, { replace: true })
  }
  return (
    <>
      <ListFrame
        title={editorTexts.title}
        items={data}
        error={error}
        empty={{ title: editorTexts.empty, more: `${editorTexts.about} ${editorTexts.emptyMore}` }}
        create={
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
            {editorTexts.create}
          </Button>
        }
      >
        {(drafts) => (
          <>
            <p className="quiet">{editorTexts.about}</p>
            <DraftTable project={project} drafts={drafts} onRemove={setRemoving} />
          </>
        )}
      </ListFrame>
      {creating && <CreateTranscript project={project} onClose={close} />}
      {removing && <RemoveDraft draft={removing} onClose={() => setRemoving(undefined)} />}
    </>
  )
}

function RemoveDraft({ draft, onClose }: Readonly<{ draft: Draft; onClose: () => void }>) {
  const queries = useQueryClient()
  const remove = async () => {
    onClose()
    await deleteDraft(draft)
    await queries.invalidateQueries({ queryKey: ['drafts'] })
  }
  return (
    <Wizard
      title={editorTexts.removeTitle(draft.title)}
      action={editorTexts.remove}
      onClose={onClose}
      onAction={() => void remove()}
    >
      <p>{editorTexts.removeWarning}</p>
    </Wizard>
  )
}

type TableProps = Readonly<{ project: string; drafts: readonly Draft[]; onRemove: (draft: Draft) => void }>

const DraftTable = ({ project, drafts, onRemove }: TableProps) => (
  <div className="scroll">
    <table aria-label={editorTexts.drafts}>
      <thead>
        <tr>
          <th>{texts.name}</th>
          <th className="number">{editorTexts.progress}</th>
          <th>{editorTexts.savedAt}</th>
          <th>
            <span className="hidden">{editorTexts.remove}</span>
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
              {editorTexts.acceptedOf(
                draft.segments.filter(({ state }) => state === 'accepted').length,
                draft.segments.length
              )}
            </td>
            <td>{dateTime(new Date(draft.savedAt).toISOString())}</td>
            <td>
              <Button
                size="small"
                icon={<DeleteRegular />}
                aria-label={`${editorTexts.remove}: ${draft.title}`}
                onClick={() => onRemove(draft)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
