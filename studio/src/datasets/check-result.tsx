/** A dry run for people: what would be taken, as it would be read, and what would be refused, and why. @module */
import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import { texts } from '../texts.ts'
import { RefusedLine } from './refused-lines.tsx'
import type { Check } from './report.ts'

const words = texts.datasets
const MOST_REFUSED = 20

export function CheckResult({ check }: Readonly<{ check: Check }>) {
  const { acceptedLineCount, rejectedLineCount, error, details = [], preview, warnings = [] } = check
  const failed = check.status === 'Failed'
  const hasAudio = preview.some(({ file }) => file !== undefined)
  const hasText = preview.some(({ text }) => text !== '')
  return (
    <div className="stack" role="status">
      <MessageBar
        intent={failed ? 'error' : rejectedLineCount > 0 ? 'warning' : 'success'}
        layout="multiline"
      >
        <MessageBarBody>
          <MessageBarTitle>
            {failed ? words.wouldFail : words.wouldAccept(acceptedLineCount, rejectedLineCount)}
          </MessageBarTitle>
          {error?.message}
        </MessageBarBody>
      </MessageBar>
      {warnings.map((warning) => (
        <div key={warning}>{warning}</div>
      ))}
      {details.length > 0 && (
        <section className="checked" aria-label={words.refusedLines} tabIndex={0}>
          {details.slice(0, MOST_REFUSED).map((line) => (
            <RefusedLine key={`${line.filename}-${line.line}-${line.inputText}`} refused={line} />
          ))}
          {rejectedLineCount > MOST_REFUSED && (
            <p className="quiet">{words.moreRefused(rejectedLineCount - MOST_REFUSED)}</p>
          )}
        </section>
      )}
      {preview.length > 0 && (
        <section className="scroll checked" aria-label={words.preview} tabIndex={0}>
          <table>
            <caption>{words.preview}</caption>
            <thead>
              <tr>
                {hasAudio && <th>{words.previewFile}</th>}
                {hasText && <th>{words.previewText}</th>}
                {hasText && <th>{words.previewRead}</th>}
              </tr>
            </thead>
            <tbody>
              {preview.map(({ text, read, file }) => (
                <tr key={`${file ?? ''}-${text}-${read}`}>
                  {hasAudio && <td>{file}</td>}
                  {hasText && <td>{text}</td>}
                  {hasText && <td>{read}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}
