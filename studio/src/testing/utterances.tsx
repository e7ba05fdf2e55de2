/** All utterances of a test: chosen by their errors, sorted, searched, exported. @module */
import { Button, Input, Select, Switch, ToggleButton } from '@fluentui/react-components'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { save } from '../api/save.ts'
import {
  chosenUtterances,
  resultsJson,
  type Utterance,
  type UtteranceFilter,
  type UtteranceOrder,
  utteranceFilters,
  utteranceOrders
} from '../api/test-results.ts'
import { texts } from '../texts.ts'
import { missedWordsCsv, resultsCsv } from './results-csv.ts'
import { UtteranceFeed } from './utterance-feed.tsx'

type UtterancesProps = Readonly<{
  name: string
  names: readonly [string, string]
  utterances: readonly Utterance[]
  /** Whether there is no reference to count errors against. */
  inspection: boolean
}>

const INSPECTION_FILTERS = ['differ'] as const
const INSPECTION_ORDERS = ['difference', 'order'] as const

export function Utterances({ name, names, utterances, inspection }: UtterancesProps) {
  const filtersOffered: readonly UtteranceFilter[] = inspection ? INSPECTION_FILTERS : utteranceFilters
  const ordersOffered: readonly UtteranceOrder[] = inspection ? INSPECTION_ORDERS : utteranceOrders
  const [filters, setFilters] = useState<ReadonlySet<UtteranceFilter>>(new Set())
  const [order, setOrder] = useState<UtteranceOrder>(inspection ? 'difference' : 'errors2')
  const [text, setText] = useState('')
  const [asRead, setAsRead] = useState(false)
  const sorting = useId()
  // Looking through thousands must not hold up the next letter.
  const looked = useDeferredValue(text)
  const shown = useMemo(
    () => chosenUtterances(utterances, { filters, order, text: looked }),
    [utterances, filters, order, looked]
  )
  const turn = (filter: UtteranceFilter) => {
    const next = new Set(filters)
    if (!next.delete(filter)) next.add(filter)
    setFilters(next)
  }
  const file = (type: string, content: string, ending: string) =>
    save(new Blob([content], { type }), `${name}.${ending}`)
  return (
    <>
      <div className="head words-head">
        <h2>{texts.tests.utterances}</h2>
        <div className="row">
          <Button onClick={() => file('text/csv', resultsCsv(shown), 'csv')}>{texts.tests.csv}</Button>
          {!inspection && (
            <Button onClick={() => file('text/csv', missedWordsCsv(shown), 'missed-words.csv')}>
              {texts.tests.missedCsv}
            </Button>
          )}
          <Button onClick={() => file('application/json', resultsJson(shown), 'json')}>
            {texts.tests.json}
          </Button>
        </div>
      </div>
      <div className="row filters">
        <fieldset className="row plain">
          <legend className="hidden">{texts.tests.filter}</legend>
          {filtersOffered.map((filter) => (
            <ToggleButton
              key={filter}
              size="small"
              checked={filters.has(filter)}
              onClick={() => turn(filter)}
            >
              {texts.tests.filters[filter]}
            </ToggleButton>
          ))}
        </fieldset>
        <label className="quiet" htmlFor={sorting}>
          {texts.tests.sort}
        </label>
        <Select
          id={sorting}
          size="small"
          value={order}
          onChange={(_event, { value }) =>
            setOrder(utteranceOrders.find((one) => one === value) ?? 'errors2')
          }
        >
          {ordersOffered.map((one) => (
            <option key={one} value={one}>
              {texts.tests.sorts[one]}
            </option>
          ))}
        </Select>
        <Input
          size="small"
          type="search"
          aria-label={texts.tests.search}
          placeholder={texts.tests.search}
          value={text}
          onChange={(_event, { value }) => setText(value)}
        />
        <Switch
          label={texts.tests.read}
          checked={asRead}
          onChange={(_event, { checked }) => setAsRead(checked)}
        />
      </div>
      <p className="quiet below-filters">
        <span role="status">{texts.tests.count(shown.length, utterances.length)}</span> · {texts.tests.keys}
      </p>
      {shown.length === 0 ? (
        <p>{texts.tests.noResults}</p>
      ) : (
        <UtteranceFeed utterances={shown} names={names} asRead={asRead} inspection={inspection} />
      )}
    </>
  )
}
