/** The engines of this service: the only place that names them. @module */
import { combineEngines, type Engine, type SystemRequirement } from './recognizers/index.ts'
import { createOnnxEngine } from './recognizers/onnx/index.ts'
import { createPocketSphinxEngine, POCKETSPHINX_REQUIREMENTS } from './recognizers/pocketsphinx/index.ts'

/** What the engines need of the system, whether or not they can be started. */
export const ENGINE_REQUIREMENTS: readonly SystemRequirement[] = [...POCKETSPHINX_REQUIREMENTS]

export type EngineLog = Readonly<{ log: (line: string) => void; warn: (line: string) => void }>

/**
 * @param baseModelsDirectory where base models are added
 * @throws ModelUnusable when there is no base model, or one of them is incomplete
 */
export const createEngines = async (baseModelsDirectory: string, { log, warn }: EngineLog): Promise<Engine> =>
  combineEngines([
    await createPocketSphinxEngine({ baseModelsDirectory, log, warn }),
    await createOnnxEngine({ baseModelsDirectory, log, warn })
  ])
