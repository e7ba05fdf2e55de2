/** What `vernacular doctor` asks of the machine of the service: one JSON document with what is present and missing. @module */
import { ENGINE_REQUIREMENTS } from './engines.ts'
import { findRequirements } from './system-requirements.ts'

console.log(JSON.stringify(await findRequirements(ENGINE_REQUIREMENTS)))
