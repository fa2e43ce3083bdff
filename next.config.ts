import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  // One file of evidence, of 10 MB at most, and the form around it.
  experimental: { serverActions: { bodySizeLimit: '11mb' }, proxyClientMaxBodySize: '11mb' },
  // `npm test` checks types; whoever starts the product need not wait for it.
  typescript: { ignoreBuildErrors: true },
}

export default config
