/** What lies in a container, listed page by page as Azure Blob Storage and S3 do it. @module */
import { buffer } from 'node:stream/consumers'
import { SaxesParser } from 'saxes'
import { type FetchOptions, fetchContent, JobRejected } from '../platform/index.ts'

export type Listed = Readonly<{ name: string; url: string }>

export const MAX_BLOBS = 10_000
const MAX_PAGE_BYTES = 32 * 2 ** 20
/** Blobs a page, asked of either kind; both give fewer when they like. */
const PAGE = 1000

/** Parameters that ask for a list and would spoil the address of a blob. */
const LIST_PARAMETERS = [
  'restype',
  'comp',
  'maxresults',
  'marker',
  'prefix',
  'delimiter',
  'include',
  'list-type',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type'
]

type PageOfBlobs = Readonly<{ names: readonly string[]; next: Readonly<Record<string, string>> | undefined }>

/**
 * Every file of the container, in its own order; folders' markers are none. A list that was signed as it stands (S3's
 * presigned URLs) is read as it stands.
 * @throws ContentUnavailable, JobRejected when the answer is no list or names too many
 */
export async function listContainer(containerUrl: string, options: FetchOptions): Promise<readonly Listed[]> {
  const listed: Listed[] = []
  let next: Readonly<Record<string, string>> | undefined = {}
  while (next !== undefined) {
    const url = listUrl(containerUrl, next)
    const body = await fetchContent(url, { ...options, maxBytes: MAX_PAGE_BYTES })
    const page: PageOfBlobs = readPage((await buffer(body)).toString('utf8'))
    for (const name of page.names) listed.push({ name, url: blobUrl(containerUrl, name) })
    if (listed.length > MAX_BLOBS) {
      throw new JobRejected(
        'ExceededNumberOfRecordingsUris',
        `The container holds more than ${MAX_BLOBS} files, the maximum.`
      )
    }
    next = page.next
    if (next !== undefined && isPresigned(containerUrl)) {
      throw new JobRejected(
        'InvalidRecordingsUri',
        'The container listing has more pages, which a presigned URL cannot request. Send the URLs as contentUrls.'
      )
    }
  }
  return listed
}

const isPresigned = (url: string): boolean => new URL(url).searchParams.has('X-Amz-Signature')

/** Both kinds pass over the parameters of the other. */
function listUrl(containerUrl: string, next: Readonly<Record<string, string>>): string {
  const url = new URL(containerUrl)
  if (isPresigned(containerUrl)) return url.href
  const requested = {
    restype: 'container',
    comp: 'list',
    maxresults: String(PAGE),
    'list-type': '2',
    'max-keys': String(PAGE),
    ...next
  }
  for (const [name, value] of Object.entries(requested)) url.searchParams.set(name, value)
  return url.href
}

function blobUrl(containerUrl: string, name: string): string {
  const url = new URL(containerUrl)
  // A presigned list grants the list alone: its files must be open to everybody.
  if (isPresigned(containerUrl)) url.search = ''
  for (const parameter of LIST_PARAMETERS) url.searchParams.delete(parameter)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${name.split('/').map(encodeURIComponent).join('/')}`
  return url.href
}

/**
 * `EnumerationResults` of Azure (List Blobs) or `ListBucketResult` of S3 (ListObjects, versions 1 and 2).
 * @throws JobRejected for any other answer
 */
function readPage(xml: string): PageOfBlobs {
  const path: string[] = []
  const names: string[] = []
  const texts = new Map<string, string>()
  let text = ''
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    path.push(name)
    text = ''
  })
  parser.on('text', (part) => {
    text += part
  })
  parser.on('closetag', () => {
    const at = path.join('/')
    if (at === 'EnumerationResults/Blobs/Blob/Name' || at === 'ListBucketResult/Contents/Key')
      names.push(text)
    else if (path.length <= 2) texts.set(at, text)
    path.pop()
    text = ''
  })
  parser.on('error', (error) => {
    throw error
  })
  try {
    parser.write(xml).close()
  } catch {
    throw noList()
  }
  const files = names.filter((name) => !name.endsWith('/'))
  if (texts.has('EnumerationResults')) {
    const marker = texts.get('EnumerationResults/NextMarker')
    return { names: files, next: marker ? { marker } : undefined }
  }
  if (!texts.has('ListBucketResult')) throw noList()
  if (texts.get('ListBucketResult/IsTruncated') !== 'true') return { names: files, next: undefined }
  const token = texts.get('ListBucketResult/NextContinuationToken')
  return { names: files, next: token ? { 'continuation-token': token } : { marker: names.at(-1) ?? '' } }
}

const noList = (): JobRejected =>
  new JobRejected(
    'InvalidRecordingsUri',
    'contentContainerUrl did not return a list of files. Send the URL of a container or bucket that allows listing, either anonymously or by the grant in the URL.'
  )
