import {
  DeviationSettings,
  ERRORS,
  type ErrorCode,
  InterceptionResolveInput,
  MappingPreviewInput,
} from '@baton/contract'
import { Failure } from '@baton/fulfilment/runtime'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { outwardFailure, toTrpcError } from './failure.ts'

describe('a failure on its way out', () => {
  it.each(Object.keys(ERRORS) as ErrorCode[])('%s keeps its code and gets its HTTP status', (code) => {
    const error = toTrpcError(new Failure(code, { fields: { sku: 'taken' } }))
    expect(outwardFailure(error)).toEqual({ code, fields: { sku: 'taken' } })
    expect(getHTTPStatusCodeFromError(error)).toBe(ERRORS[code].status)
    expect(error.message).toBe(code)
  })

  it('says nothing about an unknown error, but keeps it as cause', () => {
    const secret = new Error('password of 13800138000 is hunter2')
    const error = toTrpcError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: secret.message, cause: secret }))
    expect(outwardFailure(error)).toEqual({ code: 'UNEXPECTED', fields: {} })
    expect(error.message).toBe('UNEXPECTED')
    expect(error.cause).toBe(secret)
  })

  it('names the wrong inputs by their path', () => {
    const schema = z.strictObject({ filter: z.strictObject({ q: z.string() }) })
    const { error: cause } = schema.safeParse({ filter: { q: 1, x: 2 } })
    const error = toTrpcError(new TRPCError({ code: 'BAD_REQUEST', cause }))
    expect(outwardFailure(error)).toEqual({
      code: 'INPUT_INVALID',
      fields: { 'filter.q': 'invalid_type', 'filter.x': 'unrecognized_keys' },
    })
  })

  it.each([
    ['required', 'note', InterceptionResolveInput, { id: '1', resolution: 'too_late' }],
    ['too_big', 'closeBelow', DeviationSettings, { raiseAbove: 0.01, closeBelow: 0.02 }],
    [
      'invalid_value',
      'standard',
      MappingPreviewInput,
      { platform: 'douyin', axis: 'order', native: 'x', standard: 'x' },
    ],
  ])('says %s of %s, where a check of our own refuses it', (reason, path, schema, input) => {
    const { error: cause } = schema.safeParse(input)
    expect(outwardFailure(new TRPCError({ code: 'BAD_REQUEST', cause })).fields).toEqual({ [path]: reason })
  })

  it('calls broken JSON a wrong input', () => {
    const cause = new SyntaxError('Unexpected token')
    expect(outwardFailure(toTrpcError(new TRPCError({ code: 'PARSE_ERROR', cause }))).code).toBe('INPUT_INVALID')
  })

  it('calls a lost database what it is', () => {
    for (const code of ['57P01', '28P01', 'ECONNREFUSED']) {
      const cause = new Error('a query failed', { cause: Object.assign(new Error('no'), { code }) })
      expect(outwardFailure(toTrpcError(cause)).code).toBe('DATABASE_UNAVAILABLE')
    }
  })
})
