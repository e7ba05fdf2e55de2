/** A service that kills itself at the n-th use of its files: what kill -9 does, at a chosen moment. @module */
import type { FileStore } from '../../src/platform/index.ts'
import { DatasetService } from './service.ts'

const [folder = '', datasetId = '', at = ''] = process.argv.slice(2)
let armed = false
let uses = 0

const dying = (files: FileStore): FileStore =>
  new Proxy(files, {
    get: (target, name: keyof FileStore) => {
      const method = target[name] as (...parameters: unknown[]) => unknown
      return (...parameters: unknown[]) => {
        if (armed) uses += 1
        if (uses === Number(at)) process.kill(process.pid, 'SIGKILL')
        return method.apply(target, parameters)
      }
    }
  })

const service = await DatasetService.start({ folder, jobs: false, wrap: dying })
armed = true
await service.platform.jobs.start()
while ((await service.platform.jobs.of(datasetId))?.state !== 'succeeded') await new Promise(setImmediate)
await service.close()
