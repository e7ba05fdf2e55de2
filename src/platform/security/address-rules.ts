/** Which network addresses a URL of a stranger may lead to. @module */
import ipaddr from 'ipaddr.js'

/**
 * Only public unicast addresses: not loopback, private, link-local, shared, multicast, reserved, unspecified.
 * An IPv4 address in IPv6 clothes (mapped, NAT64, 6to4) is judged as what it is or refused.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}
