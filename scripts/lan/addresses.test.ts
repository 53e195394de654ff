import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { bonjourName, chooseHost, lanAddresses, namesOf } from './addresses.ts'
import { isPermitted } from './permitted.ts'

const link = (address: string, internal = false) =>
  ({ address, family: address.includes(':') ? 'IPv6' : 'IPv4', internal }) as NetworkInterfaceInfo

describe('addresses of this machine', () => {
  test('are the private ones, those of real links first', () => {
    const interfaces = {
      lo: [link('127.0.0.1', true)],
      docker0: [link('172.17.0.1')],
      eth1: [link('10.0.0.7')],
      wlan0: [link('169.254.3.4'), link('192.168.1.20'), link('fe80::1')],
      ppp0: [link('203.0.113.9')],
    }
    expect(lanAddresses(interfaces)).toEqual(['192.168.1.20', '10.0.0.7', '172.17.0.1', '169.254.3.4'])
  })

  test('the first is given to the phones, unless another is named', () => {
    expect(chooseHost(undefined, ['192.168.1.20', '10.0.0.7'])).toBe('192.168.1.20')
    expect(chooseHost('10.0.0.7', ['192.168.1.20'])).toBe('10.0.0.7')
    expect(chooseHost('warehouse.local', [])).toBe('warehouse.local')
    expect(() => chooseHost(undefined, [])).toThrow(/no address in a local network/)
    expect(() => chooseHost('baton.example.com', [])).toThrow(/is not an address of a local network/)
  })

  test('all of them stand in the certificate, with the name of mDNS', () => {
    const surroundings = { addresses: ['10.0.0.7', '192.168.1.20'], hostname: 'Box-1.example.com' }
    expect(namesOf('192.168.1.20', surroundings)).toEqual([
      '192.168.1.20',
      '10.0.0.7',
      'box-1.local',
      'localhost',
      '127.0.0.1',
    ])
    expect(bonjourName('仓库')).toBeUndefined()
  })
})

test.each([
  ['192.168.255.255', true],
  ['172.31.0.1', true],
  ['100.127.0.1', true],
  ['172.32.0.1', false],
  ['8.8.8.8', false],
  ['local', true],
  ['box.local', true],
  ['evil-local', false],
  ['box.local.example.com', false],
  ['a..local', false],
  ['::1', false],
  ['', false],
])('%s may stand in a certificate: %s', (host, is) => {
  expect(isPermitted(host)).toBe(is)
})
