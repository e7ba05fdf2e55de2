/** The result of a dry run: how many entries would be imported, the first ones, and those that would be rejected. @module */
import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { ValidationReport } from '../api/dataset-report.ts'
import { RejectedLine } from './rejected-lines.tsx'
import { datasetTexts } from './texts.ts'

const MAX_REJECTED_SHOWN = 20

export function ValidationResult({ report }: Readonly<{ report: ValidationReport }>) {
  const { acceptedLineCount, rejectedLineCount, error, details = [], preview, warnings = [] } = report
  const failed = report.status === 'Failed'
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
            {failed ? datasetTexts.wouldFail : datasetTexts.wouldAccept(acceptedLineCount, rejectedLineCount)}
          </MessageBarTitle>
          {error?.message}
        </MessageBarBody>
      </MessageBar>
      {warnings.map((warning) => (
        <div key={warning}>{warning}</div>
      ))}
      {details.length > 0 && (
        <section className="boxed" aria-label={datasetTexts.rejectedLines} tabIndex={0}>
          {details.slice(0, MAX_REJECTED_SHOWN).map((line) => (
            <RejectedLine key={`${line.filename}-${line.line}-${line.inputText}`} rejected={line} />
          ))}
          {rejectedLineCount > MAX_REJECTED_SHOWN && (
            <p className="quiet">{datasetTexts.moreRejected(rejectedLineCount - MAX_REJECTED_SHOWN)}</p>
          )}
        </section>
      )}
      {preview.length > 0 && (
        <section className="scroll boxed" aria-label={datasetTexts.preview} tabIndex={0}>
          <table>
            <caption>{datasetTexts.preview}</caption>
            <thead>
              <tr>
                {hasAudio && <th>{datasetTexts.previewFile}</th>}
                {hasText && <th>{datasetTexts.previewText}</th>}
                {hasText && <th>{datasetTexts.previewNormalized}</th>}
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
