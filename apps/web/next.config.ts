import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'export',
  trailingSlash: true,
  reactStrictMode: true,
  transpilePackages: ['@baton/contract'],
  images: { unoptimized: true },
  /** The package's own `typecheck` script does it, with the repository's compiler. */
  typescript: { ignoreBuildErrors: true },
}

export default config
