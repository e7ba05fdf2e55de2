/** Regular expressions that do not take linear time, each with the limit of what it is given and who keeps that limit. */
export const BOUNDED_EXPRESSIONS: ReadonlyMap<
  string,
  Readonly<{ maxCharacters: number; because: string }>
> = new Map([
  [
    String.raw`/^\s*(\S+?)(?:\s*[,;=|:]\s*| {2,}| +- +)(\S.*)$/u`,
    { maxCharacters: 1000, because: 'corrections.ts looks at no longer line' }
  ],
  [
    String.raw`/\b[a-z][a-z0-9+.-]{0,20}:\/\/|\bwww\.[^\s.]+\.|\bmailto:[^\s]|\b(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\/[^\s]/iu`,
    { maxCharacters: 16_384, because: 'one line of a dataset; repeats are bounded too: 5 ms at most' }
  ],
  [
    String.raw`/^<s> (.*?)\s*<\/s> \(([\w-]+)\)$/gm`,
    { maxCharacters: 4000, because: 'transcripts of recordings that are installed with the service' }
  ],
  [String.raw`/(\d+(?:\.\d+)+)/`, { maxCharacters: 200, because: 'what espeak-ng says of its version' }],
  [String.raw`/\.?0+$/`, { maxCharacters: 10, because: 'seconds, as this service wrote them' }],
  [String.raw`/\uFFFD+$/`, { maxCharacters: 123, because: 'the reason of a close frame, cut before' }],
  ['/零+$/', { maxCharacters: 8, because: 'a number below 10,000, as this service wrote it' }],
  [
    String.raw`/\d{1,4}(?=(?:\d{4})*$)/g`,
    { maxCharacters: 16, because: 'longer numbers are spoken digit by digit' }
  ],
  [
    '/[a-z]+$/',
    { maxCharacters: 400, because: 'the words of a number of at most 15 digits, as this service wrote it' }
  ],
  [
    String.raw`/[a-z0-9-]{2,}\.[a-z.]+$/i`,
    { maxCharacters: 540, because: 'a host name of at most nine labels, matched before' }
  ],
  [
    String.raw`/(?<![\w.,$-]|\d )\d{1,3}(?:(?: \d{3})+ 000| \d{3} \d{3}| 000)(?! ?\d|[.,]\d)/g`,
    { maxCharacters: 4000, because: 'one sentence; it starts only where a number starts' }
  ]
])
