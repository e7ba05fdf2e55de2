/** Names of output files, with what stands in braces filled in. @module */
/** When the command began: one name for all files of a call. */
const RUN_TIME = new Date().toISOString().replace(/\D/g, '').slice(0, 17)

/** `{id}` is the recording, `{run.time}` when the command began, `{time}` now, `{pid}` the process. */
export const fileNamed = (name: string, id: string): string =>
  name
    .replaceAll('{id}', id)
    .replaceAll('{run.time}', RUN_TIME)
    .replaceAll('{time}', String(Date.now()))
    .replaceAll('{pid}', String(process.pid))

/** Whether several recordings have files of their own under that name. */
export const isOwn = (name: string): boolean => name.includes('{id}') || name === '-'
