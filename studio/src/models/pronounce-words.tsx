/** Shows and plays how a model would pronounce words before any training, and saves spoken forms as pronunciation data. @module */
import { Button, Field, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { Model, Project } from '../api/entities.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import type { PronouncedWord, PronunciationCandidate } from '../api/training-report.ts'
import { ModelSelect } from '../components/model-select.tsx'
import { Table } from '../components/table.tsx'
import { Wizard } from '../components/wizard.tsx'
import { downloadFile } from '../files/download.ts'
import { PronunciationSample, type SampleControls, SampleError, useSamples } from './pronunciation.tsx'
import { parseWords, pronunciationData } from './pronunciation-data.ts'
import { modelTexts, pronounceTexts } from './texts.ts'

export function PronounceWords({ project, onClose }: Readonly<{ project: string; onClose: () => void }>) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const bases = useList<Model>('/models/base')
  const customModels = useList<Model>(`/projects/${project}/models`)
  const samples = useSamples()
  const [text, setText] = useState('')
  const [selected, setSelected] = useState<string>()
  const baseModels = bases.data?.filter(({ locale }) => locale === owner.data?.locale).toReversed() ?? []
  const ready = customModels.data?.filter(({ status }) => status === 'Succeeded') ?? []
  const model = selected ?? baseModels[0]?.self
  const words = parseWords(text)
  const pronounce = useChange((rest) =>
    rest.post<{ words: readonly PronouncedWord[] }>(`${model}:pronounce`, { words })
  )
  const pronounced = pronounce.data?.words ?? []
  const data = pronunciationData(pronounced)
  return (
    <Wizard
      title={pronounceTexts.title}
      action={pronounceTexts.action}
      ready={words.length > 0 && model !== undefined}
      busy={pronounce.isPending}
      done={pronounce.isSuccess}
      error={pronounce.error ?? bases.error}
      onClose={onClose}
      onAction={() => pronounce.mutate(undefined)}
    >
      <Field label={pronounceTexts.words} hint={pronounceTexts.hint}>
        <Textarea rows={4} value={text} onChange={(_event, { value }) => setText(value)} />
      </Field>
      <ModelSelect
        label={pronounceTexts.model}
        models={[...baseModels, ...ready]}
        value={model ?? ''}
        onChange={setSelected}
      />
      <SampleError samples={samples} />
      {pronounced.length > 0 && <Pronunciations words={pronounced} samples={samples} />}
      {data !== '' && (
        <p>
          <Button
            onClick={() => downloadFile(new Blob([data], { type: 'text/plain' }), pronounceTexts.fileName)}
          >
            {pronounceTexts.save}
          </Button>
        </p>
      )}
    </Wizard>
  )
}

type TableProps = Readonly<{ words: readonly PronouncedWord[]; samples: SampleControls }>

const Pronunciations = ({ words, samples }: TableProps) => (
  <div role="status">
    <Table
      rows={words}
      keyOf={({ word }) => word}
      columns={[
        { title: modelTexts.word, cell: ({ word }) => word },
        {
          title: modelTexts.pronunciations,
          cell: ({ word, candidates, reason }) => (
            <>
              {candidates.map((candidate) => (
                <PronunciationSample
                  key={candidate.phones}
                  word={word}
                  pronunciation={candidate}
                  samples={samples}
                  more={sourceOf(candidate)}
                />
              ))}
              {reason !== undefined && <p className="quiet">{reason}</p>}
            </>
          )
        }
      ]}
    />
  </div>
)

function sourceOf({ source, spoken }: PronunciationCandidate): string {
  const text = pronounceTexts.sources[source] ?? source
  return spoken === undefined ? text : `${text} “${spoken}”`
}
