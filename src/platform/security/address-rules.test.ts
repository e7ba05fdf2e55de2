import { expect, test } from 'vitest'
import { isMetadataHost, isPublicAddress, reachable } from './address-rules.ts'

test.each([
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.168.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::10.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '4000::1',
  '168.63.129.16',
  '::ffff:168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd20:ce::254',
  'localhost',
  ''
])('%s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '::ffff:8.8.8.8', '2606:4700::1111', '2a00:1450::1'])(
  '%s is a public address',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  }
)

test.each([
  '127.0.0.1',
  '10.0.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '::1',
  'fd12::1',
  '8.8.8.8',
  '2a00:1450::1'
])('%s may be reached where private addresses are allowed', (address) =>
  expect(reachable(true)(address)).toBe(true)
)

test.each([
  '169.254.169.254',
  '169.254.170.2',
  '::ffff:169.254.169.254',
  '64:ff9b::a9fe:a9fe',
  '2002:a9fe:a9fe::',
  'fe80::a9fe:a9fe',
  '168.63.129.16',
  'FD00:EC2:0::254',
  '100.100.100.200'
])('%s, a metadata service, may be reached by no setting', (address) => {
  expect([reachable(true)(address), reachable(false)(address)]).toEqual([false, false])
})

test.each([
  ['metadata.google.internal', true],
  ['Metadata.Google.Internal.', true],
  ['metadata.goog', true],
  ['metadata.example.org', false]
])('%s is the name of a metadata service: %s', (host, expected) =>
  expect(isMetadataHost(host)).toBe(expected)
)
