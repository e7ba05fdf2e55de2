/** Baum-Welch statistics of training segments, counted by sphinxtrain's bw. @module */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TrainingFiles } from './training-files.ts'
import { AdaptationFailed, runTrainingTool, sphinxtrain } from './training-tool.ts'

/** A folder with `segments.fileids`, `segments.transcription`, `heard.dict`, `fillers.dict` and a `.mfc` a segment. */
export type TrainingSet = Readonly<{ folder: string; segmentCount: number }>

export type Statistics = Readonly<{
  accumulatorDirectories: readonly string[]
  /** Names of the segments that were counted; the others could not be fitted to their transcripts. */
  counted: ReadonlySet<string>
  frames: number
}>

// Always the same two parts, whatever the machine: sums of floats depend on their order, and results must not.
const parts = 2

/**
 * Counts over every segment with the given means, in two processes. Throws `AdaptationFailed` when bw fails or counts
 * no frame at all, which it reports as success.
 */
export async function countStatistics(
  set: TrainingSet,
  model: Readonly<{ directory: string; files: TrainingFiles; meansPath: string; transformPath?: string }>,
  name: string,
  signal?: AbortSignal
): Promise<Statistics> {
  const count = Math.min(parts, set.segmentCount)
  const directories = Array.from({ length: count }, (_, part) => join(set.folder, `${name}-${part + 1}`))
  const oneFailed = new AbortController()
  const stop = signal ? AbortSignal.any([signal, oneFailed.signal]) : oneFailed.signal
  const runs = directories.map(async (directory, index) => {
    await mkdir(directory)
    const part = ['-part', `${index + 1}`, '-npart', `${count}`]
    return runTrainingTool(sphinxtrain('bw'), [...settings(set, model), '-accumdir', directory, ...part], {
      signal: stop,
      keep: (line) => /^utt>|ignored$|Failed|^overall>/.test(line)
    })
  })
  for (const run of runs) run.catch((error: unknown) => oneFailed.abort(error))
  // Wait for both, also after a failure: the folder is removed next, and nothing may still write to it.
  const ended = await Promise.allSettled(runs)
  signal?.throwIfAborted()
  oneFailed.signal.throwIfAborted()
  const lines = ended.flatMap((run) => (run.status === 'fulfilled' ? run.value : []))
  const counted = new Map(lines.flatMap(countedSegment))
  const frames = [...counted.values()].reduce((sum, segmentFrames) => sum + segmentFrames, 0)
  if (frames === 0) {
    throw new AdaptationFailed('bw', `could use none of ${set.segmentCount} segments`, lines.slice(-8))
  }
  return { accumulatorDirectories: directories, counted: new Set(counted.keys()), frames }
}

/**
 * bw's line for a segment: `utt> 0 name frames skipped states pruned alpha beta posterior likelihood …`. A segment that
 * it had to leave out has the same line without the last four, and the exit code says nothing of it.
 */
function countedSegment(line: string): readonly (readonly [string, number])[] {
  const found = /^utt>\s+\d+\s+(\S+)\s+(\d+)(?:\s+\d+){5}(?:\s+-?\d\.\d+e[+-]\d+){3}/.exec(line)
  return found?.[1] === undefined ? [] : [[found[1], Number(found[2])]]
}

function settings(
  set: TrainingSet,
  model: Readonly<{ directory: string; files: TrainingFiles; meansPath: string; transformPath?: string }>
): readonly string[] {
  return [
    ...['-moddeffn', model.files.modelDefinitionPath, '-ts2cbfn', '.ptm.'],
    ...['-mixwfn', model.files.mixtureWeightsPath, '-tmatfn', join(model.directory, 'transition_matrices')],
    ...['-meanfn', model.meansPath, '-varfn', join(model.directory, 'variances')],
    ...(model.transformPath === undefined ? [] : ['-mllrmat', model.transformPath]),
    ...[
      '-feat',
      '1s_c_d_dd',
      '-svspec',
      '0-12/13-25/26-38',
      '-cmn',
      'batch',
      '-agc',
      'none',
      '-varnorm',
      'no'
    ],
    ...['-dictfn', join(set.folder, 'heard.dict'), '-fdictfn', join(set.folder, 'fillers.dict')],
    ...['-ctlfn', join(set.folder, 'segments.fileids'), '-lsnfn', join(set.folder, 'segments.transcription')],
    ...['-cepdir', set.folder, '-cepext', 'mfc', '-timing', 'no']
  ]
}
