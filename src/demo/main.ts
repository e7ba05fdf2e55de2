/**
 * `npm run demo`: from raw text and audio to a measured, deployed custom model, through the REST API only.
 * `--quick` does without training audio; `--exit` ends the service at the end.
 * @module
 */
import { OwnService } from './own-service.ts'
import { RestClient } from './rest-client.ts'
import { Terminal } from './terminal.ts'
import { FULL, QUICK, tour } from './tour.ts'

const terminal = new Terminal()
const exit = process.argv.includes('--exit')
const plan = process.argv.includes('--quick') ? QUICK : FULL
const started = performance.now()
const service = await OwnService.begin()
let over = false
let interrupted = false
// Not once: a terminal and the command that began this may both pass one Ctrl-C on, and data are to be removed after it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted = true
    void service.stop().finally(() => process.exit(over ? 0 : 130))
  })
}
try {
  await service.ready()
  await tour(new RestClient(service.address, service.key), terminal, plan)
  terminal.say(`\nThe whole demo took ${Math.round((performance.now() - started) / 1000)} s.`)
} catch (error) {
  if (!interrupted)
    terminal.say(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
over = true
if (exit || process.exitCode === 1) {
  await service.stop()
} else {
  terminal.say(`\nThe service goes on until Ctrl-C, which removes its data. Its Studio: ${service.address}`)
  terminal.say(`Its key: ${service.key}`)
  terminal.say(
    `Try: curl -H 'Ocp-Apim-Subscription-Key: ${service.key}' ${service.address}/speechtotext/v3.2/models`
  )
}
