/** What the schemas of datasets are, in words. @module */
import type { Descriptions } from '../resources/index.ts'

export const datasetDescriptions: Descriptions = {
  BlockKind: 'Which version of a block is meant.',
  CommitBlocksEntry: 'A block to commit.',
  'CommitBlocksEntry.id': 'ID of the block, in Base64.',
  Dataset: 'A dataset: data of one kind and locale to train or evaluate models with.',
  'Dataset.contentUrl': 'URL to import the content from; leave it out to upload blocks.',
  DatasetKind: 'What a dataset contains.',
  DatasetLinks: 'Links of a dataset.',
  'DatasetLinks.commitBlocks': 'URL to commit blocks at; only while it waits for blocks.',
  'DatasetLinks.listBlocks': 'URL to list blocks at; only while it waits for blocks.',
  'DatasetLinks.uploadBlocks': 'URL to upload blocks to; only while it waits for blocks.',
  DatasetLocales: 'The kinds of datasets that each locale supports.',
  DatasetProperties: 'Properties of a dataset.',
  'DatasetProperties.acceptedLineCount': 'Lines, recordings or entries accepted.',
  'DatasetProperties.rejectedLineCount': 'Lines, recordings or entries rejected.',
  'DatasetProperties.duration': 'Length of the accepted audio.',
  DatasetUpdate: 'Changes to a dataset.',
  DatasetUploadForm: 'The form of an upload.',
  'DatasetUploadForm.project': 'URL of the project.',
  'DatasetUploadForm.kind': 'Kind of the dataset.',
  'DatasetUploadForm.customProperties': 'Custom properties as JSON.',
  'DatasetUploadForm.data': 'The content.',
  PaginatedDatasets: 'A page of datasets.',
  ResponseBlock: 'A block of a dataset.',
  'ResponseBlock.name': 'ID of the block.',
  'ResponseBlock.size': 'Size in bytes.',
  TextNormalizationKind: 'Whether the service normalizes the text, or the text is normalized already.',
  UploadedBlocks: 'The blocks of a dataset.',
  'UploadedBlocks.committedBlocks': 'Blocks that were committed.',
  'UploadedBlocks.uncommittedBlocks': 'Blocks that were not committed.'
}
