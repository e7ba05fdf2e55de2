/** The transcripts in this browser. @module */
import { Button } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { ListFrame } from '../components/list-frame.tsx'
import { Table } from '../components/table.tsx'
import { Wizard } from '../components/wizard.tsx'
import { dateTime } from '../format.ts'
import { texts } from '../texts.ts'
import { CreateTranscript } from './create-transcript.tsx'
import type { Draft } from './draft.ts'
import { deleteDraft, listDrafts } from './draft-store.ts'
import { editorTexts } from './texts.ts'

export function TranscriptsPage({ project }: Readonly<{ project: string }>) {
  const [search, setSearch] = useSearchParams()
  const list = useQuery({ queryKey: ['drafts', project], queryFn: () => listDrafts(project) })
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
        texts={{ ...editorTexts, emptyMore: `${editorTexts.about} ${editorTexts.emptyMore}` }}
        list={list}
        create={{ label: editorTexts.create, onClick: () => setCreating(true) }}
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
  <Table
    label={editorTexts.drafts}
    rows={drafts}
    keyOf={({ id }) => id}
    columns={[
      {
        title: texts.name,
        cell: ({ id, title }) => (
          <Link className="link" href={`/studio/projects/${project}/editor/${id}`}>
            {title}
          </Link>
        )
      },
      {
        title: editorTexts.progress,
        number: true,
        cell: ({ segments }) =>
          editorTexts.acceptedOf(segments.filter(({ state }) => state === 'accepted').length, segments.length)
      },
      { title: editorTexts.savedAt, cell: ({ savedAt }) => dateTime(new Date(savedAt).toISOString()) },
      {
        title: editorTexts.remove,
        hidden: true,
        cell: (draft) => (
          <Button
            size="small"
            icon={<DeleteRegular />}
            aria-label={`${editorTexts.remove}: ${draft.title}`}
            onClick={() => onRemove(draft)}
          />
        )
      }
    ]}
  />
)
