/** Which network addresses a stranger's URL may lead to. @module */
import ipaddr from 'ipaddr.js'

/** Whether an address (IPv4 or IPv6, as text) may be reached. */
export type MayReach = (address: string) => boolean

// What lies outside of 2000::/3 belongs to nobody, or is an old form such as an IPv4 address written as `::10.0.0.1`.
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/**
 * Where clouds hand out credentials and instructions to whoever asks from a machine of theirs, beside the link-local
 * addresses that most use: Azure's platform, AWS and Google over IPv6, Alibaba, Oracle.
 */
const METADATA_ADDRESSES = new Set(
  ['168.63.129.16', 'fd00:ec2::254', 'fd20:ce::254', '100.100.100.200', '192.0.0.192'].map((address) =>
    ipaddr.parse(address).toString()
  )
)

/** The same by name. What other names resolve to is judged by its addresses. */
const METADATA_HOSTS = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.azure.com',
  'metadata.tencentyun.com',
  'instance-data',
  'instance-data.ec2.internal'
])

/** Ranges of a private network; the unspecified address leads to this machine, as loopback does. IPv4 addresses hidden in IPv6 ones (NAT64, 6to4, Teredo) are not among them. */
const PRIVATE_RANGES = new Set([
  'unicast',
  'loopback',
  'unspecified',
  'private',
  'uniqueLocal',
  'carrierGradeNat',
  'reserved'
])

export const isMetadataHost = (host: string): boolean =>
  METADATA_HOSTS.has(host.toLowerCase().replace(/\.$/, ''))

/**
 * Only public unicast addresses: not loopback, private, link-local, shared, multicast, reserved, unspecified, nor the
 * metadata service of a cloud. An IPv4 address inside an IPv6 one is judged as what it is (mapped) or refused.
 */
export function isPublicAddress(address: string): boolean {
  const parsedAddress = parsed(address)
  if (parsedAddress?.range() !== 'unicast') return false
  return parsedAddress instanceof ipaddr.IPv4 || parsedAddress.match(GLOBAL_UNICAST)
}

/** Also those of the operator's own network; never link-local ones, nor the metadata service of a cloud. */
const isReachableAddress = (address: string): boolean => PRIVATE_RANGES.has(parsed(address)?.range() ?? '')

/** @param allowPrivate whether URLs may lead into the operator's own network */
export const reachable = (allowPrivate: boolean): MayReach =>
  allowPrivate ? isReachableAddress : isPublicAddress

function parsed(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (!ipaddr.isValid(address)) return undefined
  const parsedAddress = ipaddr.process(address)
  return METADATA_ADDRESSES.has(parsedAddress.toString()) ? undefined : parsedAddress
}
