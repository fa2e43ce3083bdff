import { makeUnlessCurrent } from './make.mjs'

/** Builds the web pages. */
export const ensureBuilt = () =>
  makeUnlessCurrent({
    name: 'the web pages',
    stamp: '.next/made-from',
    sources: [
      'app',
      'components',
      'lib',
      'prisma/schema.prisma',
      'public',
      'proxy.ts',
      'next.config.ts',
      'postcss.config.mjs',
      'tsconfig.json',
      'package.json',
      'package-lock.json',
    ],
    counts: (file) => !file.includes('.test.') && !file.startsWith('lib/data/generated'),
    command: ['node_modules/next/dist/bin/next', 'build'],
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  })
