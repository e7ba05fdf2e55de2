/** ONNX Runtime, loaded when the first neural model is. @module */
import { basename } from 'node:path'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { ModelUnusable } from '../errors.ts'
import { InvalidModelFile } from './invalid-model-file.ts'

export type Runtime = typeof import('onnxruntime-node')
export type { InferenceSession, Tensor }

/** The optional package is not installed, or has no build for this machine. */
export class RuntimeMissing extends ModelUnusable {
  constructor(cause: unknown) {
    super(
      `Neural base models need the package onnxruntime-node, which cannot be loaded (${firstLine(cause)}). Install it with "npm install onnxruntime-node", or use another base model.`,
      { cause }
    )
  }
}

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0] ?? ''

let loading: Promise<Runtime> | undefined

/** @throws RuntimeMissing */
export async function loadRuntime(): Promise<Runtime> {
  loading ??= import('onnxruntime-node').catch((cause: unknown) => {
    loading = undefined
    throw new RuntimeMissing(cause)
  })
  return loading
}

export type SessionOptions = Readonly<{
  /** Threads within one inference. Default 1: many streams share the cores. */
  threads?: number
}>

/** @throws InvalidModelFile when ONNX Runtime does not accept the model */
export async function openSession(
  runtime: Runtime,
  path: string,
  { threads = 1 }: SessionOptions = {}
): Promise<InferenceSession> {
  try {
    return await runtime.InferenceSession.create(path, {
      executionProviders: ['cpu'],
      executionMode: 'sequential',
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // Warnings about weights that it removes tell nobody anything.
      logSeverityLevel: 3
    })
  } catch (cause) {
    const problem = firstLine(cause).replaceAll(path, basename(path))
    throw new InvalidModelFile(basename(path), 'a model that ONNX Runtime can run', problem)
  }
}
