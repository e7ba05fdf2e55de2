/**
 * `npm run demo`: from raw text and audio to a measured, deployed custom model, through the REST API only.
 * `--quick` does without training audio; `--exit` ends the service at the end.
 * @module
 */
import { startOwnService, stopOwnService } from './own-service.ts'
import { RestClient } from './rest-client.ts'
import { Terminal } from './terminal.ts'
import { tour } from './tour.ts'

const terminal = new Terminal()
const exit = process.argv.includes('--exit')
const started = performance.now()
const service = await startOwnService()
let over = false
// Not once: a terminal and the command that began this may both pass one Ctrl-C on, and data are to be removed after it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void stopOwnService(service).then(() => process.exit(over ? 0 : 130)))
}
try {
  await tour(new RestClient(service.address, service.key), terminal, process.argv.includes('--quick'))
  terminal.say(`\nThe whole demo took ${Math.round((performance.now() - started) / 1000)} s.`)
} catch (error) {
  terminal.say(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
over = true
if (exit || process.exitCode === 1) {
  await stopOwnService(service)
} else {
  terminal.say(`\nThe service goes on until Ctrl-C, which removes its data. Its Studio: ${service.address}`)
  terminal.say(`Its key: ${service.key}`)
  terminal.say(
    `Try: curl -H 'Ocp-Apim-Subscription-Key: ${service.key}' ${service.address}/speechtotext/v3.2/models`
  )
}
