import type { Locale } from '@baton/contract'
export const PLATFORMS = ['android', 'pda', 'ios', 'desktop'] as const
export type Platform = (typeof PLATFORMS)[number]

interface Guide {
  readonly name: string
  /** What the first step downloads. */
  readonly file: 'certificate' | 'profile'
  readonly download: string
  readonly steps: readonly string[]
  readonly note?: string
}

export interface TrustWords {
  readonly title: string
  readonly lead: string
  readonly checking: string
  readonly trusted: string
  readonly trustedHint: string
  readonly notYet: string
  readonly notYetHint: string
  readonly open: string
  readonly tryAnyway: string
  readonly wechat: string
  readonly clock: string
  readonly how: string
  readonly guides: Readonly<Record<Platform, Guide>>
  readonly what: string
  readonly about: readonly string[]
  readonly fingerprint: string
  readonly name: string
  readonly until: string
  readonly other: string
}

const zh: TrustWords = {
  title: '让这台手机信任 Baton',
  lead: '只做一次，约一分钟。之后就能离线扫码、用相机、收提醒。',
  checking: '正在检查这台设备…',
  trusted: '已信任，可以开始了',
  trustedHint: '这台设备能安全地连上 Baton。',
  notYet: '还没有信任',
  notYetHint: '按下面的步骤安装证书。装好后回到这里，本页会自己发现。',
  open: '打开扫码',
  tryAnyway: '装好了？打开试试',
  wechat: '微信里装不了证书：请点右上角 ···，选“在浏览器打开”。',
  clock: '这台设备的时间和服务器差得太多，证书会被当成无效。请先在系统设置里打开“自动设置时间”。',
  how: '怎么做',
  guides: {
    android: {
      name: '安卓手机',
      file: 'certificate',
      download: '下载证书',
      steps: [
        '打开 <b>设置</b>，搜索 <b>证书</b>，进入 <b>安装证书</b>（多在“安全 → 更多安全设置 → 加密与凭据”）。',
        '选 <b>CA 证书</b>，点 <b>仍然安装</b>，输入锁屏密码。没有设锁屏密码的，系统会要求先设一个。',
        '在“下载”里选 <b>baton-ca.crt</b>，看到“已安装 CA 证书”就好了。',
      ],
      note: '请用 Chrome、Edge 或手机自带的浏览器。系统会提示“网络可能受到监控”，这是对任何自装证书的提示。',
    },
    pda: {
      name: 'PDA 和老安卓（没有谷歌服务）',
      file: 'certificate',
      download: '下载证书',
      steps: [
        '安卓 10 和更早：下载后点通知里的 <b>baton-ca.crt</b>，用途选 <b>VPN 和应用</b>，确定。',
        '点了没反应，或安卓 11 和更新：<b>设置 → 安全 → 加密与凭据 → 从存储设备安装</b>（或 <b>安装证书 → CA 证书</b>），选 <b>baton-ca.crt</b>。',
        '设置被锁住的 PDA：请管理员用设备管理系统下发同一个证书文件。',
      ],
      note: '浏览器太旧会打不开扫码页，请装 Chrome 或 Edge 的新版安装包。',
    },
    ios: {
      name: 'iPhone 和 iPad',
      file: 'profile',
      download: '下载描述文件',
      steps: [
        '点 <b>允许</b>。只有 <b>Safari</b> 能装：在别的浏览器里，请用 Safari 打开本页。',
        '<b>设置 → 通用 → VPN 与设备管理</b>，点“已下载的描述文件”里的 <b>Baton</b>，点 <b>安装</b>。',
        '<b>设置 → 通用 → 关于本机 → 证书信任设置</b>，打开 <b>Baton</b> 的开关。这一步最容易漏。',
      ],
    },
    desktop: {
      name: 'Windows 和 Mac',
      file: 'certificate',
      download: '下载证书',
      steps: [
        'Windows：双击 <b>baton-ca.crt → 安装证书 → 当前用户 → 将所有证书放入下列存储 → 受信任的根证书颁发机构</b>。',
        'Mac：双击后在 <b>钥匙串访问</b> 里找到 <b>Baton</b>，双击，<b>信任 → 始终信任</b>。',
        '关掉浏览器再打开。Firefox 要在 <b>设置 → 隐私与安全 → 查看证书 → 导入</b> 里单独导入。',
      ],
    },
  },
  what: '这是什么证书？',
  about: [
    '浏览器只在安全连接（https）下允许离线扫码和相机。公网证书机构不给局域网地址发证书，所以这台电脑自己做了一个。',
    '它只能证明局域网地址和 .local 之类的本地名字：即使私钥泄露，也冒充不了银行或任何公网网站。',
    '私钥只在运行 Baton 的电脑上。不再用时，在装证书的地方删掉即可。',
  ],
  fingerprint: 'SHA-256 指纹，应与电脑终端里显示的一致',
  name: '名称',
  until: '有效期至',
  other: 'English',
}

const en: TrustWords = {
  title: 'Let this phone trust Baton',
  lead: 'Once, for about a minute. From then on it scans offline, uses the camera and gets alerts.',
  checking: 'Checking this device…',
  trusted: 'Trusted: you can begin',
  trustedHint: 'This device reaches Baton securely.',
  notYet: 'Not trusted yet',
  notYetHint: 'Install the certificate as below. Then come back: this page notices by itself.',
  open: 'Open scanning',
  tryAnyway: 'Installed it? Try to open',
  wechat: 'WeChat cannot install certificates: tap ··· at the top right and open this page in the browser.',
  clock:
    'The clock of this device is far from the server’s, so the certificate counts as invalid. Switch on automatic time in the system settings first.',
  how: 'How to do it',
  guides: {
    android: {
      name: 'Android phone',
      file: 'certificate',
      download: 'Download the certificate',
      steps: [
        'Open <b>Settings</b>, search for <b>certificate</b> and open <b>Install a certificate</b> (often Security → More security settings → Encryption &amp; credentials).',
        'Choose <b>CA certificate</b>, tap <b>Install anyway</b>, enter the screen lock. Without one the system asks you to set it first.',
        'Choose <b>baton-ca.crt</b> under Downloads. “CA certificate installed” means done.',
      ],
      note: 'Use Chrome, Edge or the phone’s own browser. The system says that the network may be monitored: it does so for every certificate of your own.',
    },
    pda: {
      name: 'PDA and older Android (no Google services)',
      file: 'certificate',
      download: 'Download the certificate',
      steps: [
        'Android 10 and older: tap <b>baton-ca.crt</b> in the notification, choose <b>VPN and apps</b>, confirm.',
        'Nothing happens, or Android 11 and newer: <b>Settings → Security → Encryption &amp; credentials → Install from storage</b> (or <b>Install a certificate → CA certificate</b>), choose <b>baton-ca.crt</b>.',
        'A PDA with locked settings: have the administrator roll out the same file by device management.',
      ],
      note: 'A browser that is too old cannot open the scanning pages: install a recent Chrome or Edge.',
    },
    ios: {
      name: 'iPhone and iPad',
      file: 'profile',
      download: 'Download the profile',
      steps: [
        'Tap <b>Allow</b>. Only <b>Safari</b> can install it: in another browser, open this page in Safari.',
        '<b>Settings → General → VPN &amp; Device Management</b>: tap <b>Baton</b> under Downloaded Profile, then <b>Install</b>.',
        '<b>Settings → General → About → Certificate Trust Settings</b>: switch on <b>Baton</b>. This step is the one that gets forgotten.',
      ],
    },
    desktop: {
      name: 'Windows and Mac',
      file: 'certificate',
      download: 'Download the certificate',
      steps: [
        'Windows: double-click <b>baton-ca.crt → Install Certificate → Current User → Place all certificates in the following store → Trusted Root Certification Authorities</b>.',
        'Mac: double-click it, find <b>Baton</b> in <b>Keychain Access</b>, double-click, <b>Trust → Always Trust</b>.',
        'Close the browser and open it again. Firefox has a list of its own: <b>Settings → Privacy &amp; Security → View Certificates → Import</b>.',
      ],
    },
  },
  what: 'What is this certificate?',
  about: [
    'Browsers allow offline scanning and the camera over a secure connection (https) only. Public authorities give no certificates to addresses of a local network, so this computer made its own.',
    'It can vouch for addresses of a local network and local names such as .local only: even with its key stolen, it could not pose as your bank or any public site.',
    'The key stays on the computer that runs Baton. When you no longer need it, delete the certificate where you installed it.',
  ],
  fingerprint: 'SHA-256 fingerprint, the same as in the computer’s terminal',
  name: 'Name',
  until: 'Valid until',
  other: '中文',
}

export const TRUST_WORDS = { zh, en } as const satisfies Record<Locale, TrustWords>

/** What the page shows first, by what the browser says of itself. */
export function platformOf(userAgent: string): Platform {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios'
  const android = /Android (\d+)/.exec(userAgent)
  if (android) return Number(android[1]) <= 10 ? 'pda' : 'android'
  return /Windows|Macintosh|X11/.test(userAgent) ? 'desktop' : 'android'
}
