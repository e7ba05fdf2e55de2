/** Neural models in ONNX form: what composition and the recipe of their family need of the engine. @module */
export { NEURAL_FAMILY } from './base-models.ts'
export {
  NEURAL,
  type NeuralParts,
  neuralCustomization,
  neuralParts,
  type StoredNeural
} from './customization.ts'
export { createOnnxEngine, type OnnxEngineOptions } from './engine.ts'
