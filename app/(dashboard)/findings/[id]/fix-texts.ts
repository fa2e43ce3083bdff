import type { Fix } from '#lib/checks/define-check.ts'
import type { FindingDetail } from '#lib/data/findings/detail.ts'
import { fillNames, namesOf } from '#lib/fix/fill-names.ts'
import { forDaemon } from '#lib/fix/for-daemon.ts'
import { isDaemonDefinition } from '#lib/inventory/derived/daemons.ts'

export type FixTexts = Pick<Fix, 'cli' | 'terraform' | 'cloudformation'>

/** The texts of a fix for one finding. Commands first name the region, which every one of them would else need. */
export function fixTexts(
  fix: Fix,
  { account, region, subject, services }: Pick<FindingDetail, 'account' | 'region' | 'subject' | 'services'>,
): FixTexts {
  const names = namesOf({ account: account.id, region, subject, services })
  const { ACCOUNT, REGION, FAMILY, CONTAINER } = names
  // Elsewhere a name may be that of a block in the reader's own files, which is theirs to choose.
  const inTemplates = { ACCOUNT, REGION, FAMILY, CONTAINER }
  const cli = fillNames(isDaemonDefinition(subject.id) ? forDaemon(fix.cli) : fix.cli, names)
  return {
    cli: region === 'global' ? cli : `export AWS_REGION=${region}\n${cli}`,
    terraform: fillNames(fix.terraform, inTemplates),
    cloudformation: fillNames(fix.cloudformation, inTemplates),
  }
}
