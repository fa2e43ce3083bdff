/** What a command needs to know of a revision. */
export interface Deregistration {
  account: string
  region: string
  family: string
  revision: number
}

/** Revisions of one run of the script: few enough to look at what happens before the next. */
export const revisionsAtOnce = 25

/** What AWS allows as a family's name; anything else is kept out of a shell. */
const familyName = /^[A-Za-z0-9_-]{1,255}$/
const regionName = /^[a-z0-9-]{1,32}$/

/** The command for one revision; undefined when its name is none that AWS would give. */
export function deregisterCommand({ region, family, revision }: Deregistration): string | undefined {
  if (!familyName.test(family) || !regionName.test(region)) return undefined
  return `aws ecs deregister-task-definition --region ${region} --task-definition ${family}:${revision}`
}

/**
 * A shell script that deregisters these revisions, one chunk a run: `sh FILE 1`, `sh FILE 2` ... Each chunk is of one
 * account and region, and refuses to run with credentials of another account.
 * @param revisions in the order of account and region
 */
export function deregisterScript(revisions: readonly Deregistration[]): string {
  const safe = revisions.filter((one) => deregisterCommand(one) !== undefined)
  const places = [...Map.groupBy(safe, ({ account, region }) => `${account} ${region}`).values()]
  const chunks = places.flatMap(chunksOf)
  const left = revisions.length - safe.length
  return [
    '#!/bin/sh',
    `# Deregisters ${safe.length} task definition revisions that nothing used when their account was last scanned.`,
    '# A deregistered revision starts no more tasks, and its number never comes back; tasks that run go on.',
    `# Run one chunk, look at what happens, then the next: sh FILE 1 ... sh FILE ${chunks.length}`,
    ...(left > 0 ? [`# Left out: ${left} whose names do not belong into a command.`] : []),
    'set -eu',
    ...chunks.flatMap((chunk, index) => chunkText(chunk, index + 1)),
    '',
  ].join('\n')
}

function chunksOf(revisions: readonly Deregistration[]): (readonly Deregistration[])[] {
  const count = Math.ceil(revisions.length / revisionsAtOnce)
  return Array.from({ length: count }, (_, index) =>
    revisions.slice(index * revisionsAtOnce, (index + 1) * revisionsAtOnce),
  )
}

/** One call a second: as fast as AWS fills the bucket of calls that change a cluster. */
function chunkText(chunk: readonly Deregistration[], number: number): string[] {
  const [first] = chunk
  if (!first) return []
  const { account, region } = first
  return [
    '',
    `if [ "\${1:-}" = ${number} ]; then # account ${account}, ${region}`,
    `  [ "$(aws sts get-caller-identity --query Account --output text)" = ${account} ] || { echo "Use credentials of account ${account}." >&2; exit 1; }`,
    `  for revision in ${chunk.map(({ family, revision }) => `${family}:${revision}`).join(' ')}; do`,
    `    aws ecs deregister-task-definition --region ${region} --task-definition "$revision" \\`,
    '      --query taskDefinition.taskDefinitionArn --output text',
    '    sleep 1',
    '  done',
    'fi',
  ]
}
