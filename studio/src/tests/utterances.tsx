/** The utterances of a test: filter, sort, search, and export them. @module */
import { Button, Input, Select, Switch, ToggleButton } from '@fluentui/react-components'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import type { Utterance } from '../api/evaluation-results.ts'
import { downloadFile } from '../files/download.ts'
import { missedWordsCsv, resultsCsv } from './results-csv.ts'
import { testTexts } from './texts.ts'
import { UtteranceFeed } from './utterance-feed.tsx'
import {
  resultsJson,
  selectUtterances,
  type UtteranceFilter,
  type UtteranceOrder,
  utteranceFilters,
  utteranceOrders
} from './utterance-selection.ts'
import './utterances.css'

type UtterancesProps = Readonly<{
  name: string
  names: readonly [string, string]
  utterances: readonly Utterance[]
  /** Whether the test has no references. */
  inspection: boolean
}>

const INSPECTION_FILTERS = ['differ'] as const
const INSPECTION_ORDERS = ['difference', 'dataset'] as const

export function Utterances({ name, names, utterances, inspection }: UtterancesProps) {
  const availableFilters: readonly UtteranceFilter[] = inspection ? INSPECTION_FILTERS : utteranceFilters
  const availableOrders: readonly UtteranceOrder[] = inspection ? INSPECTION_ORDERS : utteranceOrders
  const [filters, setFilters] = useState<ReadonlySet<UtteranceFilter>>(new Set())
  const [order, setOrder] = useState<UtteranceOrder>(inspection ? 'difference' : 'errors2')
  const [text, setText] = useState('')
  const [showDisplayText, setShowDisplayText] = useState(false)
  const sorting = useId()
  // Searching thousands of utterances must not delay typing.
  const query = useDeferredValue(text)
  const shown = useMemo(
    () => selectUtterances(utterances, { filters, order, text: query }),
    [utterances, filters, order, query]
  )
  const toggle = (filter: UtteranceFilter) => {
    const next = new Set(filters)
    if (!next.delete(filter)) next.add(filter)
    setFilters(next)
  }
  const file = (type: string, content: string, ending: string) =>
    downloadFile(new Blob([content], { type }), `${name}.${ending}`)
  return (
    <>
      <div className="head section-head">
        <h2>{testTexts.utterances}</h2>
        <div className="row">
          <Button onClick={() => file('text/csv', resultsCsv(shown), 'csv')}>{testTexts.exportCsv}</Button>
          {!inspection && (
            <Button onClick={() => file('text/csv', missedWordsCsv(shown), 'missed-words.csv')}>
              {testTexts.exportMissedWords}
            </Button>
          )}
          <Button onClick={() => file('application/json', resultsJson(shown), 'json')}>
            {testTexts.exportJson}
          </Button>
        </div>
      </div>
      <div className="row filters">
        <fieldset className="row plain">
          <legend className="hidden">{testTexts.filter}</legend>
          {availableFilters.map((filter) => (
            <ToggleButton
              key={filter}
              size="small"
              checked={filters.has(filter)}
              onClick={() => toggle(filter)}
            >
              {testTexts.filters[filter]}
            </ToggleButton>
          ))}
        </fieldset>
        <label className="quiet" htmlFor={sorting}>
          {testTexts.sort}
        </label>
        <Select
          id={sorting}
          size="small"
          value={order}
          onChange={(_event, { value }) =>
            setOrder(utteranceOrders.find((one) => one === value) ?? 'errors2')
          }
        >
          {availableOrders.map((one) => (
            <option key={one} value={one}>
              {testTexts.orders[one]}
            </option>
          ))}
        </Select>
        <Input
          size="small"
          type="search"
          aria-label={testTexts.search}
          placeholder={testTexts.search}
          value={text}
          onChange={(_event, { value }) => setText(value)}
        />
        <Switch
          label={testTexts.showDisplayText}
          checked={showDisplayText}
          onChange={(_event, { checked }) => setShowDisplayText(checked)}
        />
      </div>
      <p className="quiet below-filters">
        <span role="status">{testTexts.count(shown.length, utterances.length)}</span> · {testTexts.keys}
      </p>
      {shown.length === 0 ? (
        <p>{testTexts.noMatches}</p>
      ) : (
        <UtteranceFeed
          utterances={shown}
          names={names}
          showDisplayText={showDisplayText}
          inspection={inspection}
        />
      )}
    </>
  )
}
