/** The words that training added to a model, with their pronunciations to play. @module */
import { Button, Field, Input } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useRest } from '../api/session.tsx'
import type { AddedWordPage } from '../api/training-report.ts'
import { ErrorMessage } from '../components/status.tsx'
import { Table } from '../components/table.tsx'
import { PronunciationSample, SampleError, useSamples } from './pronunciation.tsx'
import { modelTexts } from './texts.ts'

const PAGE_SIZE = 50

export function AddedWords({ model, count }: Readonly<{ model: string; count: number }>) {
  const rest = useRest()
  const samples = useSamples()
  const [search, setSearch] = useState('')
  const word = useDeferredValue(search.trim().toLowerCase())
  const filter = word === '' ? '' : `&filter=${encodeURIComponent(`word eq '${word.replace(/'/g, "''")}'`)}`
  const words = useInfiniteQuery({
    queryKey: ['pronunciations', model, word],
    queryFn: ({ pageParam, signal }) => rest.get<AddedWordPage>(pageParam, signal),
    initialPageParam: `${model}/pronunciations?top=${PAGE_SIZE}${filter}`,
    getNextPageParam: (last) => last['@nextLink']
  })
  const shown = words.data?.pages.flatMap(({ values }) => values) ?? []
  return (
    <>
      <h2>{modelTexts.words}</h2>
      {count === 0 && <p className="quiet">{modelTexts.noAddedWords}</p>}
      {count > 20 && (
        <Field label={modelTexts.search} hint={modelTexts.searchHint}>
          <Input type="search" value={search} onChange={(_event, { value }) => setSearch(value)} />
        </Field>
      )}
      <ErrorMessage error={words.error} />
      <SampleError samples={samples} />
      {shown.length > 0 && (
        <Table
          rows={shown}
          keyOf={({ word }) => word}
          columns={[
            { title: modelTexts.word, cell: ({ display }) => display },
            {
              title: modelTexts.pronunciations,
              cell: ({ display, pronunciations }) =>
                pronunciations.map((pronunciation) => (
                  <PronunciationSample
                    key={pronunciation.phones}
                    word={display}
                    {...{ pronunciation, samples }}
                  />
                ))
            },
            { title: modelTexts.source, cell: ({ source }) => modelTexts.sources[source] ?? source }
          ]}
        />
      )}
      {words.hasNextPage && (
        <p>
          <Button disabled={words.isFetchingNextPage} onClick={() => void words.fetchNextPage()}>
            {modelTexts.showMoreWords}
          </Button>
        </p>
      )}
    </>
  )
}
