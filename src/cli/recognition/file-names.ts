/** Names of output files, with placeholders in braces. @module */

/** The start of the command, the same for all files of a call. */
const RUN_TIME = new Date().toISOString().replace(/\D/g, '').slice(0, 17)

/** `{id}` is the recording, `{run.time}` the start of the command, `{time}` now, `{pid}` the process. */
export const fillFileName = (name: string, id: string): string =>
  name
    .replaceAll('{id}', id)
    .replaceAll('{run.time}', RUN_TIME)
    .replaceAll('{time}', String(Date.now()))
    .replaceAll('{pid}', String(process.pid))

/** Whether several recordings can be written under that name. */
export const isPerRecording = (name: string): boolean => name.includes('{id}') || name === '-'
