import { UnreadableMessage } from '../driver.ts'

/**
 * Codec of the binary little-endian frames of Taobao's message channel (TMC over WebSocket).
 * Source: official Java SDK of TOP: byte version 2, byte type, then int16-tagged headers up to EndOfHeaders.
 */
const TMC_VERSION = 2
const TMC_TYPES = { connect: 0, connectAck: 1, send: 2, sendAck: 3 } as const
export type TmcType = keyof typeof TMC_TYPES

/** A custom header value with its wire format; `date` is Unix milliseconds. */
export type TmcValue =
  | { readonly format: 'void' }
  | { readonly format: 'string'; readonly value: string }
  | { readonly format: 'byte' | 'int16' | 'int32'; readonly value: number }
  | { readonly format: 'int64' | 'date'; readonly value: bigint }
  | { readonly format: 'bytes'; readonly value: Uint8Array }

export interface TmcFrame {
  readonly type: TmcType
  readonly statusCode?: number
  readonly statusPhrase?: string
  readonly flag?: number
  readonly token?: string
  readonly content: Readonly<Record<string, TmcValue>>
}

const HEADER = { end: 0, custom: 1, statusCode: 2, statusPhrase: 3, flag: 4, token: 5 } as const
const FORMATS = ['void', 'string', 'byte', 'int16', 'int32', 'int64', 'date', 'bytes'] as const
const TYPE_NAMES: readonly TmcType[] = ['connect', 'connectAck', 'send', 'sendAck']
const utf8 = new TextDecoder('utf-8', { fatal: true })

export function encodeTmcFrame(frame: TmcFrame): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(TMC_VERSION, TMC_TYPES[frame.type])]
  if (frame.statusCode !== undefined) parts.push(int16(HEADER.statusCode), int32(frame.statusCode))
  if (frame.statusPhrase !== undefined) parts.push(int16(HEADER.statusPhrase), counted(frame.statusPhrase))
  if (frame.flag !== undefined) parts.push(int16(HEADER.flag), int32(frame.flag))
  if (frame.token !== undefined) parts.push(int16(HEADER.token), counted(frame.token))
  for (const [key, value] of Object.entries(frame.content)) {
    parts.push(int16(HEADER.custom), counted(key), Uint8Array.of(FORMATS.indexOf(value.format)), encodeValue(value))
  }
  parts.push(int16(HEADER.end))
  return Buffer.concat(parts)
}

/** Decodes one frame. Throws `UnreadableMessage` for anything else, whatever the bytes. */
export function decodeTmcFrame(bytes: Uint8Array): TmcFrame {
  const reader = new FrameReader(bytes)
  const version = reader.byte()
  if (version !== TMC_VERSION) throw new UnreadableMessage(`Unknown TMC protocol version ${version}.`)
  const type = TYPE_NAMES[reader.byte()]
  if (type === undefined) throw new UnreadableMessage('Unknown TMC message type.')
  const headers: { statusCode?: number; statusPhrase?: string; flag?: number; token?: string } = {}
  const content = new Map<string, TmcValue>()
  for (let header = reader.int16(); header !== HEADER.end; header = reader.int16()) {
    if (header === HEADER.custom) content.set(reader.counted(), readValue(reader))
    else if (header === HEADER.statusCode) headers.statusCode = reader.int32()
    else if (header === HEADER.statusPhrase) headers.statusPhrase = reader.counted()
    else if (header === HEADER.flag) headers.flag = reader.int32()
    else if (header === HEADER.token) headers.token = reader.counted()
    else throw new UnreadableMessage(`Unknown TMC header type ${header}.`)
  }
  reader.expectEnd()
  return { type, ...headers, content: Object.fromEntries(content) }
}

function encodeValue(value: TmcValue): Uint8Array {
  switch (value.format) {
    case 'void':
      return new Uint8Array(0)
    case 'string':
      return counted(value.value)
    case 'byte':
      return Uint8Array.of(value.value)
    case 'int16':
      return int16(value.value)
    case 'int32':
      return int32(value.value)
    case 'int64':
    case 'date':
      return int64(value.value)
    case 'bytes':
      return Buffer.concat([int32(value.value.length), value.value])
  }
}

function readValue(reader: FrameReader): TmcValue {
  const format = FORMATS[reader.byte()]
  if (format === undefined) throw new UnreadableMessage('Unknown TMC value format.')
  switch (format) {
    case 'void':
      return { format }
    case 'string':
      return { format, value: reader.counted() }
    case 'byte':
      return { format, value: reader.byte() }
    case 'int16':
      return { format, value: reader.int16() }
    case 'int32':
      return { format, value: reader.int32() }
    case 'int64':
    case 'date':
      return { format, value: reader.int64() }
    case 'bytes':
      return { format, value: reader.bytes() }
  }
}

class FrameReader {
  private readonly view: DataView
  private at = 0
  private readonly source: Uint8Array

  constructor(source: Uint8Array) {
    this.source = source
    this.view = new DataView(source.buffer, source.byteOffset, source.byteLength)
  }

  byte(): number {
    return this.view.getUint8(this.advance(1))
  }
  int16(): number {
    return this.view.getInt16(this.advance(2), true)
  }
  int32(): number {
    return this.view.getInt32(this.advance(4), true)
  }
  int64(): bigint {
    return this.view.getBigInt64(this.advance(8), true)
  }
  bytes(): Uint8Array {
    const length = this.int32()
    const from = this.advance(length)
    return Uint8Array.from(this.source.subarray(from, from + length))
  }
  counted(): string {
    try {
      return utf8.decode(this.bytes())
    } catch (cause) {
      throw cause instanceof UnreadableMessage ? cause : new UnreadableMessage('A TMC text is not UTF-8.', { cause })
    }
  }
  expectEnd(): void {
    if (this.at !== this.source.length) throw new UnreadableMessage('Bytes follow the end of a TMC frame.')
  }

  private advance(length: number): number {
    const from = this.at
    if (length < 0 || from + length > this.source.length) throw new UnreadableMessage('A TMC frame is cut short.')
    this.at += length
    return from
  }
}

function int16(value: number): Uint8Array {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16LE(value)
  return bytes
}
function int32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}
function int64(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(value)
  return bytes
}
function counted(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8')
  return Buffer.concat([int32(bytes.length), bytes])
}
