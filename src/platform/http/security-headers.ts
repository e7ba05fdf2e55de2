/** Headers that keep a browser from making more of an answer than it is. @module */

/** On every answer. Pages, which load something, send a policy of their own in place of this one. */
export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'"
} as const
