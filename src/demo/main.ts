/**
 * `npm run demo`: from raw text and audio to a measured, deployed custom model, through the REST API only.
 * `--quick` skips training audio; `--exit` stops the service at the end.
 * @module
 */
import { DemoService } from './demo-service.ts'
import { RestClient } from './rest-client.ts'
import { Terminal } from './terminal.ts'
import { FULL, QUICK, tour } from './tour.ts'

const terminal = new Terminal()
const exit = process.argv.includes('--exit')
const plan = process.argv.includes('--quick') ? QUICK : FULL
const started = performance.now()
const service = await DemoService.start()
let over = false
let interrupted = false
// Not `once`: a terminal and the parent command may both pass Ctrl-C on, and the data must still be removed.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted = true
    void service.stop().finally(() => process.exit(over ? 0 : 130))
  })
}
try {
  await service.ready()
  await tour(new RestClient(service.address, service.key), terminal, plan)
  terminal.print(`\nThe whole demo took ${Math.round((performance.now() - started) / 1000)} s.`)
} catch (error) {
  if (!interrupted)
    terminal.print(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
over = true
if (exit || process.exitCode === 1) {
  await service.stop()
} else {
  terminal.print(`\nThe service runs until Ctrl-C, which also removes its data. Studio: ${service.address}`)
  terminal.print(`Access key: ${service.key}`)
  terminal.print(
    `Try: curl -H 'Ocp-Apim-Subscription-Key: ${service.key}' ${service.address}/speechtotext/v3.2/models`
  )
}
