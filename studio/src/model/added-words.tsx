/** The words that a model learnt, and how they are said in it, to listen to. @module */
import { Button, Field, Input } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useRest } from '../api/session.tsx'
import { Refused } from '../parts/waiting.tsx'
import { texts } from '../texts.ts'
import { Pronunciation, type Said, SampleError, useSamples } from './pronunciation.tsx'

type LearntWord = Readonly<{
  word: string
  display: string
  source: string
  pronunciations: readonly Said[]
}>
type Page = Readonly<{ values: readonly LearntWord[]; '@nextLink'?: string }>

const PAGE = 50

export function AddedWords({ model, count }: Readonly<{ model: string; count: number }>) {
  const rest = useRest()
  const samples = useSamples()
  const [sought, setSought] = useState('')
  const wanted = useDeferredValue(sought.trim().toLowerCase())
  const filter =
    wanted === '' ? '' : `&filter=${encodeURIComponent(`word eq '${wanted.replace(/'/g, "''")}'`)}`
  const words = useInfiniteQuery({
    queryKey: ['pronunciations', model, wanted],
    queryFn: ({ pageParam, signal }) => rest.get<Page>(pageParam, signal),
    initialPageParam: `${model}/pronunciations?top=${PAGE}${filter}`,
    getNextPageParam: (last) => last['@nextLink']
  })
  const shown = words.data?.pages.flatMap(({ values }) => values) ?? []
  return (
    <>
      <h2>{texts.models.words}</h2>
      {count === 0 && <p className="quiet">{texts.models.noWords}</p>}
      {count > 20 && (
        <Field label={texts.models.search} hint={texts.models.searchHint}>
          <Input type="search" value={sought} onChange={(_event, { value }) => setSought(value)} />
        </Field>
      )}
      <Refused error={words.error} />
      <SampleError samples={samples} />
      {shown.length > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th>{texts.models.word}</th>
                <th>{texts.models.pronunciations}</th>
                <th>{texts.models.source}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ word, display, pronunciations, source }) => (
                <tr key={word}>
                  <td>{display}</td>
                  <td>
                    {pronunciations.map((said) => (
                      <Pronunciation key={said.phones} word={display} said={said} samples={samples} />
                    ))}
                  </td>
                  <td>{texts.models.sources[source] ?? source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {words.hasNextPage && (
        <p>
          <Button disabled={words.isFetchingNextPage} onClick={() => void words.fetchNextPage()}>
            {texts.models.moreWords}
          </Button>
        </p>
      )}
    </>
  )
}
