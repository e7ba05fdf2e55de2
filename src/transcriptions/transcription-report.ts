/** `report.json`: how each recording ended. @module */
import type { FinishedRecording } from './transcription.ts'
import type { TranscriptionFileAnswers } from './transcription-file-schema.ts'

type TranscriptionReport = TranscriptionFileAnswers['TranscriptionReport']

export function transcriptionReport(recordings: readonly FinishedRecording[]): TranscriptionReport {
  const failed = recordings.filter(({ status }) => status === 'Failed').length
  return {
    successfulTranscriptionsCount: recordings.length - failed,
    failedTranscriptionsCount: failed,
    details: recordings.map((recording) => {
      const { source, status } = recording
      if (recording.status === 'Succeeded') return { source, status }
      const { errorKind, errorMessage } = recording
      return { source, status, errorKind, errorMessage }
    })
  }
}
