import type { FindingDetail } from '#lib/data/findings/detail.ts'

/** Services by their ARNs. */
export function servicesOf(arns: readonly string[]): { arn: string; name: string; cluster: string }[] {
  return arns.map((arn) => {
    const [, cluster = '', name = ''] = /:service\/(?:([^/]+)\/)?([^/]+)$/.exec(arn) ?? []
    return { arn, cluster, name: name || arn }
  })
}

/** The family of a container or a task definition; undefined for other subjects. */
export function familyOf({ id }: FindingDetail['subject']): string | undefined {
  return /:task-definition\/([^#:]+)/.exec(id)?.[1]
}

/** The revisions of a task definition that are in use, and whether each is a reason of the finding. */
export function revisionsOf({
  configuration,
  reasons,
}: Pick<FindingDetail, 'configuration' | 'reasons'>): { name: string; fails: boolean }[] {
  if (configuration === null || typeof configuration !== 'object' || !('family' in configuration)) return []
  const { family, revisionsInUse } = configuration
  if (typeof family !== 'string' || !Array.isArray(revisionsInUse)) return []
  const failing = new Set(reasons.map(({ part }) => part))
  return revisionsInUse.map((revision) => {
    const name = `${family}:${revision}`
    return { name, fails: failing.has(name) }
  })
}
