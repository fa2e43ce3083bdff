import { makeUnlessCurrent } from './make.mjs'

/** Generates the typed database client from the schema. */
export const ensurePrismaClient = () =>
  makeUnlessCurrent({
    name: 'the database client',
    stamp: 'lib/data/generated/.made-from',
    sources: ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'],
    command: ['node_modules/prisma/build/index.js', 'generate', '--no-hints'],
    env: { CHECKPOINT_DISABLE: '1' },
  })
