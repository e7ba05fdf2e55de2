/** Which network addresses a URL of a stranger may lead to. @module */
import ipaddr from 'ipaddr.js'

// What lies outside of 2000::/3 is nobody's, or old forms such as IPv4 addresses written as `::10.0.0.1`.
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/**
 * Only public unicast addresses: not loopback, private, link-local, shared, multicast, reserved, unspecified.
 * An IPv4 address in IPv6 clothes (mapped, NAT64, 6to4) is judged as what it is or refused.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const judged = ipaddr.process(address)
  if (judged.range() !== 'unicast') return false
  return judged instanceof ipaddr.IPv4 || judged.match(GLOBAL_UNICAST)
}
