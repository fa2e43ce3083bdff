import type { Look } from '../look.ts'
import type { LaunchTemplateVersion } from '../types/ec2.ts'

/** The version a group means, `$Latest` and `$Default` resolved; undefined when it is no longer there. */
export function templateVersion(
  look: Look<'launchTemplateVersions'>,
  { id, version }: { id: string; version: string },
): LaunchTemplateVersion | undefined {
  const versions = look.all('launchTemplateVersions').filter((one) => one.LaunchTemplateId === id)
  if (version === '$Default') return versions.find((one) => one.DefaultVersion)
  if (version === '$Latest') return versions.toSorted((a, b) => b.VersionNumber - a.VersionNumber)[0]
  return versions.find((one) => String(one.VersionNumber) === version)
}
