import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto'
import { isIPv4 } from 'node:net'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import * as x509 from '@peculiar/asn1-x509'
import { PERMITTED_DOMAINS, PERMITTED_NETWORKS } from './permitted.ts'

const DAY = 86_400_000
/** Signed by ECDSA with SHA-256 (RFC 5758). */
const ECDSA_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME = '2.5.4.3'
const ORGANIZATION = '2.5.4.10'
const AUTHORITY_DAYS = 3650
/** Apple takes no server certificate that lives longer than 398 days. */
const LEAF_DAYS = 397
/** The clocks of PDAs are late. */
const BACKDATED_DAYS = 1

/** A certificate and its private key, both PEM. */
export interface KeyedCertificate {
  readonly certificate: string
  readonly key: string
}

/** A new authority. It may vouch for local names and private addresses only, and for no further authority. */
export function makeAuthority(hostname: string, now: Date): KeyedCertificate {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const mark = randomBytes(3).toString('hex').toUpperCase()
  const name = nameOf(`Baton ${hostname.slice(0, 40)} ${mark}`)
  const extensions = [
    extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
    usage(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign),
    extension(x509.id_ce_nameConstraints, constraints(), true),
    extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyId(keys.publicKey))),
  ]
  const validity = validFor(now, AUTHORITY_DAYS)
  return signed({ subject: name, issuer: name, validity, extensions, keys }, keys.privateKey)
}

/** A certificate for the server under these names and addresses, with a key of its own. */
export function issueLeaf(authority: KeyedCertificate, names: readonly string[], now: Date): KeyedCertificate {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = AsnConvert.parse(new X509Certificate(authority.certificate).raw, x509.Certificate).tbsCertificate
    .subject
  const issuerKey = new x509.KeyIdentifier(keyId(createPublicKey(authority.certificate)))
  const extensions = [
    extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: false }), true),
    usage(x509.KeyUsageFlags.digitalSignature),
    extension(x509.id_ce_extKeyUsage, new x509.ExtendedKeyUsage([x509.id_kp_serverAuth])),
    extension(x509.id_ce_subjectAltName, new x509.SubjectAlternativeName(names.map(generalName))),
    extension(x509.id_ce_authorityKeyIdentifier, new x509.AuthorityKeyIdentifier({ keyIdentifier: issuerKey })),
    extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyId(keys.publicKey))),
  ]
  const validity = validFor(now, LEAF_DAYS)
  const subject = nameOf('Baton server')
  return signed({ subject, issuer, validity, extensions, keys }, authority.key)
}

interface Unsigned {
  readonly subject: x509.Name
  readonly issuer: x509.Name
  readonly validity: x509.Validity
  readonly extensions: readonly x509.Extension[]
  readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }
}

function signed({ subject, issuer, validity, extensions, keys }: Unsigned, by: string | KeyObject): KeyedCertificate {
  const algorithm = new x509.AlgorithmIdentifier({ algorithm: ECDSA_SHA256 })
  const tbsCertificate = new x509.TBSCertificate({
    version: x509.Version.v3,
    serialNumber: serialNumber(),
    signature: algorithm,
    issuer,
    validity,
    subject,
    subjectPublicKeyInfo: AsnConvert.parse(spkiOf(keys.publicKey), x509.SubjectPublicKeyInfo),
    extensions: new x509.Extensions([...extensions]),
  })
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), by)
  const certificate = new x509.Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: exactly(signature),
  })
  return {
    certificate: new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString(),
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function constraints(): x509.NameConstraints {
  const bases = [...PERMITTED_DOMAINS, ...PERMITTED_NETWORKS].map(
    (base) => new x509.GeneralSubtree({ base: generalName(base) }),
  )
  return new x509.NameConstraints({ permittedSubtrees: new x509.GeneralSubtrees(bases) })
}

function generalName(name: string): x509.GeneralName {
  const isAddress = isIPv4(name.split('/')[0] ?? '')
  return new x509.GeneralName(isAddress ? { iPAddress: name } : { dNSName: name })
}

function nameOf(commonName: string): x509.Name {
  const part = (type: string, text: string) =>
    new x509.RelativeDistinguishedName([
      new x509.AttributeTypeAndValue({ type, value: new x509.AttributeValue({ utf8String: text }) }),
    ])
  return new x509.Name([part(ORGANIZATION, 'Baton'), part(COMMON_NAME, commonName)])
}

function extension(id: string, value: object, critical = false): x509.Extension {
  const extnValue = new OctetString(AsnConvert.serialize(value))
  return new x509.Extension({ extnID: id, critical, extnValue })
}

function usage(flags: number): x509.Extension {
  return extension(x509.id_ce_keyUsage, new x509.KeyUsage(flags), true)
}

/** SHA-1 of the bits of the key, as RFC 5280 4.2.1.2 names it; an identifier, not a secret. */
function keyId(key: KeyObject): ArrayBuffer {
  const bits = AsnConvert.parse(spkiOf(key), x509.SubjectPublicKeyInfo).subjectPublicKey
  return exactly(createHash('sha1').update(Buffer.from(bits)).digest())
}

function validFor(now: Date, days: number): x509.Validity {
  const start = Math.floor(now.getTime() / 1000) * 1000 - BACKDATED_DAYS * DAY
  return new x509.Validity({ notBefore: new Date(start), notAfter: new Date(start + days * DAY) })
}

/** 127 random bits: positive, and no byte too long. */
function serialNumber(): ArrayBuffer {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return exactly(bytes)
}

const spkiOf = (key: KeyObject) => key.export({ type: 'spki', format: 'der' })

const exactly = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer
