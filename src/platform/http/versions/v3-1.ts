/** v3.1: the same operations, before display figures, output formats and authorized copies. @module */
import { type JsonObject, mapField, without } from './json-walk.ts'

const TOKEN_FIELD = /^(?:token|correctToken)/

/** @param collection of the entity: `datasets`, `models`, … */
export function toV31(collection: string, entity: JsonObject): JsonObject {
  switch (collection) {
    case 'datasets':
      return mapField(entity, 'properties', (properties) => without(properties, 'textNormalizationKind'))
    case 'models':
      return modelToV31(entity)
    case 'evaluations':
      return mapField(entity, 'properties', (properties) =>
        without(properties, ...Object.keys(properties).filter((name) => TOKEN_FIELD.test(name)))
      )
    case 'webhooks':
      return mapField(entity, 'properties', (properties) => ({ ...properties, apiVersion: 'v3.1' }))
    default:
      return entity
  }
}

function modelToV31(model: JsonObject): JsonObject {
  const copyTo = mapField(model, 'links', (links) =>
    typeof links.copy === 'string' ? { ...without(links, 'copy'), copyTo: `${links.copy}to` } : links
  )
  return mapField(copyTo, 'properties', (properties) =>
    without(
      mapField(properties, 'features', (features) => without(features, 'supportedOutputFormats')),
      'chargeForAdaptation'
    )
  )
}
