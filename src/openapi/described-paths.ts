/** From the paths of routes to the paths of a description. @module */

const PARAMETER = /:(\w+)(?:\(\^?(.*?)\$?\)(?=\/|::|$))?/g
const ALTERNATIVES = /^\(\?:([\w|]+)\)$/

/**
 * A parameter that takes a few words only is written out, a path for each.
 * @example describedPaths('/models/:id(^[^:/]+)::copy') // ['/models/{id}:copy']
 * @example describedPaths('/projects/:id/:of(^(?:models|datasets)$)') // ['/projects/{id}/models', '/projects/{id}/datasets']
 */
export function describedPaths(route: string): readonly string[] {
  // Two colons stand for one that is no parameter.
  const COLON = '\u0000'
  let paths = [route.replaceAll('::', COLON)]
  for (const [parameter = '', name = '', rule = ''] of (paths[0] ?? '')
    .replaceAll(COLON, '::')
    .matchAll(PARAMETER)) {
    const words = ALTERNATIVES.exec(rule)?.[1]?.split('|') ?? [`{${name}}`]
    paths = paths.flatMap((path) => words.map((word) => path.replace(parameter, word)))
  }
  return paths.map((path) => path.replaceAll(COLON, ':'))
}
