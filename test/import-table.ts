// Which folder may import which. Imports go one way; whoever needs another edge changes the design first.

const facts = ['lib/inventory', 'lib/iam', 'lib/frameworks', 'lib/checks'] as const
const judgement = ['lib/engine', 'lib/score', 'lib/fix'] as const

/** The folders whose functions are pure: no input or output, no clock, no environment, no chance. */
export const pureFolders = [...facts, ...judgement, 'lib/report'] as const

/** For each folder, the others that it may import. */
export const mayImport: Record<string, readonly string[]> = {
  'lib/iam': [],
  'lib/inventory': ['lib/iam'],
  'lib/frameworks': ['lib/inventory'],
  'lib/checks': ['lib/inventory', 'lib/iam', 'lib/frameworks'],
  'lib/collect': ['lib/inventory'],
  'lib/engine': facts,
  'lib/score': [...facts, 'lib/engine'],
  'lib/fix': [...facts, 'lib/engine'],
  'lib/report': [...facts, ...judgement],
  'lib/data': [...facts, ...judgement],
  'lib/auth': ['lib/data'],
  'lib/jobs': ['lib/data'],
  'lib/notify': ['lib/data'],
  'lib/scan': [...facts, ...judgement, 'lib/collect', 'lib/report', 'lib/data', 'lib/jobs', 'lib/notify'],
  components: [],
  app: [...facts, ...judgement, 'lib/report', 'lib/data', 'lib/auth', 'lib/jobs', 'lib/scan', 'components'],
  bin: [...facts, ...judgement, 'lib/report', 'lib/data', 'lib/auth', 'lib/jobs', 'lib/scan', 'simulator', 'scripts'],
  simulator: [],
  bench: [...facts, ...judgement, 'lib/report', 'lib/data', 'lib/jobs', 'lib/scan', 'lib/collect', 'simulator', 'bin'],
  prisma: ['lib/data'],
  scripts: ['lib/data', 'prisma'],
  e2e: ['lib/report', 'simulator', 'scripts'],
}

/** Folders that may take types, and nothing that runs, from all of lib. */
export const takesTypesOfLib: readonly string[] = ['components']

/** For each family of packages, the folders that may import it. */
export const packageOwners: readonly { packages: RegExp; owners: readonly string[] }[] = [
  { packages: /^@aws-sdk\/client-sns$/, owners: ['lib/collect', 'lib/notify', 'simulator'] },
  { packages: /^@(aws-sdk|smithy)\//, owners: ['lib/collect', 'simulator', 'e2e'] },
  { packages: /^(@prisma\/.*|prisma|pg)$/, owners: ['lib/data', 'prisma'] },
  { packages: /^pg-boss$/, owners: ['lib/jobs'] },
  { packages: /^(next|react|react-dom|radix-ui|geist)$/, owners: ['app', 'components', 'bin'] },
]

/** Modules of Node that compute, and do nothing else. */
export const pureBuiltins: readonly string[] = ['buffer', 'crypto', 'net', 'path', 'util', 'zlib', 'stream']
