/** The reference for people: one page, made from the OpenAPI document, without scripts or files of others. @module */

import { createHash } from 'node:crypto'
import { answerHeaders, type Operation, type Schema } from '../resources/index.ts'
import { operations, queryParameters, type Route, schemas } from './document.ts'

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** @param server address of the base path */
export function referencePage(routes: readonly Route[], server: string): string {
  const described = routes.flatMap((route) => {
    const operation = operations[`${route.method} ${route.path}`]
    return operation ? [{ ...route, operation, tag: operation.id.split('_')[0] ?? '' }] : []
  })
  const tags = [...new Set(described.map(({ tag }) => tag))].sort()
  const sections = tags.map((tag) => {
    const own = described.filter((one) => one.tag === tag).sort((a, b) => (a.path < b.path ? -1 : 1))
    return `<section id="${tag}"><h2>${tag}</h2>${own.map(({ method, path, operation }) => entry(method, path, operation)).join('')}</section>`
  })
  const named = Object.entries(schemas).map(
    ([name, schema]) => `<details id="schema-${name}"><summary>${name}</summary>${shape(schema)}</details>`
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vernacular REST reference</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Vernacular REST reference</h1>
<p>Below <code>${escaped(server)}</code>, with the access key in the header <code>Ocp-Apim-Subscription-Key</code>. For programs: <a href="/openapi.json">openapi.json</a>.</p>
<nav aria-label="Groups of operations">${[...tags, 'Schemas'].map((tag) => `<a href="#${tag}">${tag}</a>`).join(' ')}</nav>
</header>
<main>${sections.join('')}<section id="Schemas"><h2>Schemas</h2>${named.join('')}</section></main>
</body>
</html>
`
}

function entry(method: string, path: string, operation: Operation): string {
  const query = (operation.query ?? []).map(
    (name) => `<li><code>${name}</code> ${escaped(queryParameters[name]?.description ?? '')}</li>`
  )
  const body = Object.entries(operation.body ?? {}).map(
    ([type, schema]) => `<li><code>${type}</code> ${typeOf(schema)}</li>`
  )
  const answers = Object.entries(operation.answers).map(([status, answer]) => {
    const sent = answer.schema ? typeOf(answer.schema) : Object.keys(answer.content ?? {}).join(', ')
    const also = (answer.headers ?? []).map(
      (name) => `<code>${name}</code> ${escaped(answerHeaders[name].description)}`
    )
    return `<li><code>${status}</code> ${sent || 'no body'}${also.length > 0 ? `; ${also.join(' ')}` : ''}</li>`
  })
  return `<details id="${operation.id}"><summary><b class="${method}">${method}</b> <code>${escaped(path)}</code> ${escaped(operation.summary)}</summary>
${list('Query', query)}${list('Body', body)}${list('Answers', [...answers, `<li>otherwise ${link('Error')}</li>`])}</details>`
}

const list = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `<h3>${title}</h3><ul>${items.join('')}</ul>`

const link = (name: string): string => `<a href="#schema-${name}">${name}</a>`

/** In a few words: a name, or what it is made of. */
function typeOf(schema: Schema): string {
  const { $ref, type, format, items, additionalProperties } = schema
  if (typeof $ref === 'string') return link($ref.split('/').at(-1) ?? '')
  if (type === 'array') return `list of ${typeOf(items as Schema)}`
  if (typeof additionalProperties === 'object' && additionalProperties !== null) {
    return `map of ${typeOf(additionalProperties as Schema)}`
  }
  return `${escaped(String(type ?? 'any value'))}${format === undefined ? '' : ` (${escaped(String(format))})`}`
}

function shape(schema: Schema): string {
  if (Array.isArray(schema.enum))
    return `<p>${schema.enum.map((one) => `<code>${one}</code>`).join(', ')}</p>`
  const parents = (Array.isArray(schema.allOf) ? (schema.allOf as Schema[]) : []).map(typeOf)
  const required = new Set(Array.isArray(schema.required) ? (schema.required as string[]) : [])
  const rows = Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(
    ([name, one]) =>
      `<tr><td><code>${name}</code></td><td>${typeOf(one)}</td><td>${required.has(name) ? 'required' : one.readOnly === true ? 'read only' : ''}</td></tr>`
  )
  const above = parents.length > 0 ? `<p>All of ${parents.join(', ')}, and:</p>` : ''
  return rows.length > 0 ? `${above}<table>${rows.join('')}</table>` : `${above}<p>${typeOf(schema)}</p>`
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: #8886; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; position: sticky; top: 0; }
details { border-bottom: 1px solid var(--line); padding: .4rem 0; }
details > :not(summary) { margin-left: 1.5rem; }
summary { cursor: pointer; }
h3 { font-size: 1rem; margin-bottom: 0; }
ul { margin: .25rem 0; padding-left: 1.25rem; }
b { display: inline-block; min-width: 4rem; }
td { border-top: 1px solid var(--line); padding: .2rem 1rem .2rem 0; vertical-align: top; }
code { overflow-wrap: anywhere; }
`

/** Nothing but the style above, by its hash. */
export const REFERENCE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
