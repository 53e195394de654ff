import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { databaseAddress } from './database-address.ts'

const SERVER = 'postgres://me:secret@db.example:6000/shop'
const authority = join(tmpdir(), `baton-authority-${process.pid}.pem`)
writeFileSync(authority, 'an authority')

const tlsOf = (query: string, server = SERVER) => databaseAddress(`${server}?${query}`).tls

it('is not encrypted where nothing is said, or it is told not to be', () => {
  for (const query of ['', 'sslmode=disable', 'application_name=x']) expect(tlsOf(query)).toBeNull()
})

it('keeps everything else of the address, and nothing of encryption', () => {
  const { url } = databaseAddress(`${SERVER}?sslmode=verify-ca&application_name=x&sslrootcert=${authority}`)
  expect(url).toBe(`${SERVER}?application_name=x`)
})

it('believes every certificate where it is only told to encrypt, unless an authority is named', () => {
  expect(tlsOf('sslmode=require')?.rejectUnauthorized).toBe(false)
  expect(tlsOf(`sslmode=require&sslrootcert=${authority}`)).toMatchObject({
    rejectUnauthorized: true,
    ca: Buffer.from('an authority'),
  })
  expect(tlsOf(`sslrootcert=${authority}`)?.rejectUnauthorized).toBe(true)
})

it('asks for the name of the host in full verification alone', () => {
  const full = tlsOf('sslmode=verify-full')
  expect(full).toEqual({ host: 'db.example', servername: 'db.example', rejectUnauthorized: true })
  expect(tlsOf('sslrootcert=system')).toEqual(full)
  expect(tlsOf('sslmode=verify-ca')?.checkServerIdentity).toBeTypeOf('function')
})

it('knows a host by its address, too', () => {
  expect(tlsOf('sslmode=verify-full', 'postgres://me@[::1]/shop')).toEqual({ host: '::1', rejectUnauthorized: true })
})

it('says what it cannot read, without the password', () => {
  const problems = [
    'sslmode=prefer',
    'sslmode=',
    'sslmode=require&sslrootcert=/nowhere',
    'sslmode=require&sslkey=/nowhere',
  ]
  const said = problems.map((query) => {
    try {
      return String(tlsOf(query))
    } catch (error) {
      return (error as Error).message
    }
  })
  expect(said).toEqual([
    'sslmode=prefer is not one of disable, require, verify-ca, verify-full.',
    'sslmode= is not one of disable, require, verify-ca, verify-full.',
    'sslrootcert: /nowhere cannot be read.',
    'sslkey: /nowhere cannot be read.',
  ])
})
