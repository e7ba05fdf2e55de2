/** Buttons that download a transcription as text, JSON, or captions. @module */
import { Button } from '@fluentui/react-components'
import { fileStem, type TimedPhrase, transcriptFormats, writeTranscript } from '../files/captions.ts'
import { downloadFile } from '../files/download.ts'

type DownloadsProps = Readonly<{
  /** What is downloaded, for screen readers. */
  label: string
  /** Of the recording; the downloads are named after it. */
  recording: string
  phrases: readonly TimedPhrase[]
  /** The answer of the service, which the JSON file has unchanged. */
  answer: unknown
}>

export const TranscriptDownloads = ({ label, recording, phrases, answer }: DownloadsProps) => (
  <fieldset className="row plain">
    <legend className="hidden">{label}</legend>
    {transcriptFormats.map((format) => (
      <Button
        key={format}
        size="small"
        disabled={phrases.length === 0 && format !== 'json'}
        onClick={() =>
          downloadFile(writeTranscript(format, phrases, answer), `${fileStem(recording)}.${format}`)
        }
      >
        {format}
      </Button>
    ))}
  </fieldset>
)
