/** `csr download`: files of any resource. @module */
import { outputFile } from '../options/outputs.ts'
import { file, resourceReference } from '../options/resource.ts'
import { contentUrl, downloadFiles } from '../resources/download-files.ts'
import type { Command } from './command.ts'
import { SCRIPTABLE } from './shared-options.ts'

const { dataset, model, evaluation, transcription, endpoint } = resourceReference

export const csrDownload: Command = {
  path: 'csr download',
  summary: 'Download files of any resource',
  options: [file, contentUrl, dataset, model, evaluation, transcription, endpoint],
  groups: [{ outputFile }, ...SCRIPTABLE],
  examples: [
    {
      comment: 'All results of an evaluation',
      line: 'csr download --evaluation @e.txt --output path results'
    }
  ],
  run: (context) => downloadFiles(context, undefined)
}
