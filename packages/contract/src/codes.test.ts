import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacter, foldScanned, isGtin, mintedCode, plainGtin, readCode } from './codes.ts'

describe('a scan is read', () => {
  test.each([
    ['SF1234567890123', { kind: 'waybill', text: 'SF1234567890123', carrier: 'SF', mayBeItem: false }],
    ['  sf1234567890123\r', { kind: 'waybill', text: 'SF1234567890123', carrier: 'SF', mayBeItem: false }],
    ['ＳＦ１２３４５６７８９０１２３', { kind: 'waybill', text: 'SF1234567890123', carrier: 'SF', mayBeItem: false }],
    ['SF900000000000', { kind: 'waybill', text: 'SF900000000000', carrier: 'SF', mayBeItem: false }],
    ['6901234567892', { kind: 'waybill', text: '6901234567892', carrier: null, mayBeItem: true }],
    ['DB2026XK9F2N1L', { kind: 'order', text: 'DB2026XK9F2N1L' }],
    ['https://baton.example/track/db2026xk9f2n1l', { kind: 'order', text: 'DB2026XK9F2N1L' }],
    ['https://baton.example/t/abcdefghij-lmnopqr_tuv#DB2026XK9F2N1L', { kind: 'order', text: 'DB2026XK9F2N1L' }],
    [
      'https://baton.example/t/abcdefghijklmnopqrstuv#DB',
      { kind: 'link', text: 'https://baton.example/t/abcdefghijklmnopqrstuv#DB' },
    ],
    [
      'https://baton.example/t/abcdefghijklmnopqrstuv',
      { kind: 'link', text: 'https://baton.example/t/abcdefghijklmnopqrstuv' },
    ],
    [']C10106901234567892', { kind: 'item', text: '6901234567892', serial: null }],
    ['】C10106901234567892', { kind: 'item', text: '6901234567892', serial: null }],
    [']Q3010003600029145221SN42  ', { kind: 'item', text: '036000291452', serial: 'SN42' }],
    ['010690123456789221SN42', { kind: 'item', text: '6901234567892', serial: 'SN42' }],
    ['01069012345678921728013121SN42', { kind: 'item', text: '6901234567892', serial: 'SN42' }],
    ['0106901234567892', { kind: 'waybill', text: '0106901234567892', carrier: null, mayBeItem: true }],
    ['0106901234567893', { kind: 'waybill', text: '0106901234567893', carrier: null, mayBeItem: false }],
    ['010690123456789321SN42', { kind: 'waybill', text: '010690123456789321SN42', carrier: null, mayBeItem: false }],
    [']C0SF1234567890123', { kind: 'waybill', text: 'SF1234567890123', carrier: 'SF', mayBeItem: false }],
    [']d2010690123456789221SN42\x1d10LOT', { kind: 'item', text: '6901234567892', serial: 'SN42' }],
    [']d201069012345678921728013121SN42', { kind: 'item', text: '6901234567892', serial: 'SN42' }],
    ['(01)06901234567892(21)SN42', { kind: 'item', text: '6901234567892', serial: 'SN42' }],
    ['', { kind: 'unreadable', why: 'empty' }],
    ['\x00\x07', { kind: 'unreadable', why: 'empty' }],
    ['a', { kind: 'unreadable', why: 'no_code' }],
    ['你好世界', { kind: 'unreadable', why: 'no_code' }],
    ["'; DROP TABLE orders; --", { kind: 'unreadable', why: 'no_code' }],
    ['x'.repeat(5000), { kind: 'unreadable', why: 'too_long' }],
  ])('%j', (scanned, code) => {
    expect(readCode(scanned)).toEqual(code)
  })

  test('whatever comes, it answers', () => {
    fc.assert(fc.property(fc.string({ maxLength: 600, unit: 'binary' }), (text) => readCode(text).kind.length > 0))
  })

  test('reading what was read changes nothing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => foldScanned(foldScanned(text)) === foldScanned(text)))
  })
})

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

describe('a code of ours', () => {
  const body = fc.stringMatching(/^[A-Z0-9]{7}$/)

  test('is read back as what it was made', () => {
    fc.assert(
      fc.property(body, (random) => {
        const code = mintedCode('trip', random)
        expect(readCode(code)).toEqual({ kind: 'trip', text: code })
        expect(readCode(code.toLowerCase())).toEqual({ kind: 'trip', text: code })
      }),
    )
  })

  test('with one wrong character is refused', () => {
    fc.assert(
      fc.property(body, fc.nat(6), fc.constantFrom(...ALPHABET), (random, at, other) => {
        const code = mintedCode('badge', random)
        const wrong = code.slice(0, at + 3) + other + code.slice(at + 4)
        if (wrong !== code) expect(readCode(wrong)).toEqual({ kind: 'unreadable', why: 'check_character' })
      }),
    )
  })

  test('with two neighbours swapped is refused but in few cases', () => {
    let swaps = 0
    let found = 0
    for (const one of ALPHABET)
      for (const other of ALPHABET)
        for (let at = 0; at < 6; at += 1) {
          const random = `${'K7M2Q9X'.slice(0, at)}${one}${other}${'K7M2Q9X'.slice(at + 2)}`
          const code = mintedCode('badge', random)
          const swapped = code.slice(0, at + 3) + other + one + code.slice(at + 5)
          if (swapped === code) continue
          swaps += 1
          if (readCode(swapped).kind === 'unreadable') found += 1
        }
    expect(found / swaps).toBeGreaterThan(0.99)
  })

  test('has the check character of ISO 7064', () => {
    expect(checkCharacter('A12425GABC1234002')).toBe('M')
  })
})

test('the check digit of a GTIN counts', () => {
  expect(['6901234567892', '96385074', '036000291452', '06901234567892'].map(isGtin)).toEqual([true, true, true, true])
  expect(['6901234567893', '123', '0000000000001'].map(isGtin)).toEqual([false, false, false])
})

test.each([
  ['036000291452', ['0036000291452', '00036000291452', '0100036000291452']],
  ['6901234567892', ['06901234567892', '0106901234567892']],
  ['96385074', ['00000096385074', '0000096385074', '000096385074']],
  ['SKU-0001', ['SKU-0001']],
  ['0012345', ['0012345']],
])('%s is one number however it is filled up', (plain, written) => {
  expect([plain, ...written].map(plainGtin)).toEqual(Array(written.length + 1).fill(plain))
})
