/** The requests sent to the service, for `--output request` and `--verbose`. @module */

export type Exchange = Readonly<{
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  content: unknown
}>

const SECRET = /^ocp-apim-subscription-key$/i

/** As HTTP text, without the key, because such files are passed on. */
export function requestText({ method, url, headers, content }: Exchange): string {
  const { host, pathname, search } = new URL(url)
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${SECRET.test(name) ? '…' : value}`)
  ]
  return `${lines.join('\n')}\n\n${contentText(content)}`
}

function contentText(content: unknown): string {
  if (typeof content === 'string') return `${content}\n`
  if (content instanceof FormData) {
    const parts = [...content].map(([name, part]) =>
      typeof part === 'string' ? `${name}: ${part}` : `${name}: ${part.name}, ${part.size} bytes`
    )
    return `${parts.join('\n')}\n`
  }
  if (content instanceof Uint8Array) return `${content.length} bytes\n`
  return ''
}

/** The requests that change something; without any, the first request. */
export function requestsText(exchanges: readonly Exchange[]): string {
  const changing = exchanges.filter(({ method }) => method !== 'GET')
  return (changing.length > 0 ? changing : exchanges.slice(0, 1)).map(requestText).join('\n###\n')
}
