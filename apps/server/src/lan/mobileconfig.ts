import { createHash, X509Certificate } from 'node:crypto'

/**
 * A profile for iPhone, iPad and Mac that brings the authority (Apple, Device Management, CertificateRoot). The same authority
 * gives the same identifiers, so that a second install replaces the first.
 */
export function mobileConfig(authority: string): string {
  const certificate = new X509Certificate(authority)
  const name = escaped(/CN=(.+)/.exec(certificate.subject)?.[1] ?? 'Baton')
  const lines = certificate.raw.toString('base64').match(/.{1,64}/g) ?? []
  const [profile, root] = [uuidOf(certificate, 'profile'), uuidOf(certificate, 'root')]
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadCertificateFileName</key><string>baton-ca.crt</string>
      <key>PayloadContent</key>
      <data>
${lines.join('\n')}
      </data>
      <key>PayloadDisplayName</key><string>${name}</string>
      <key>PayloadIdentifier</key><string>baton.root.${root}</string>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadUUID</key><string>${root}</string>
      <key>PayloadVersion</key><integer>1</integer>
    </dict>
  </array>
  <key>PayloadDescription</key><string>Baton 本地证书，只用于本地网络中的这台电脑。A local certificate for Baton on this network.</string>
  <key>PayloadDisplayName</key><string>${name}</string>
  <key>PayloadIdentifier</key><string>baton.profile.${profile}</string>
  <key>PayloadRemovalDisallowed</key><false/>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadUUID</key><string>${profile}</string>
  <key>PayloadVersion</key><integer>1</integer>
</dict>
</plist>
`
}

/** Version 8 (RFC 9562 5.8): of our own making. */
function uuidOf(certificate: X509Certificate, part: string): string {
  const hex = createHash('sha256').update(part).update(certificate.raw).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return parts.join('-').toUpperCase()
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
