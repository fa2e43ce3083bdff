/** The section that all of API Gateway's answers go into. */
export const section = 'apiRoutes'

export interface Links {
  /** ARNs of load balancers, listeners and Cloud Map services in use. */
  targets: ReadonlySet<string>
  /** Network load balancers behind each VPC link of the older kind, which is bound to them. */
  balancersByLink: ReadonlyMap<string, readonly string[]>
}

/**
 * What in use an integration leads to. An older link says so itself; with a newer one the integration names its target.
 * A link named by a stage variable (`${...}`) is known only when it is called: any of the older ones may be meant.
 */
export function targetsOf(
  { targets, balancersByLink }: Links,
  { connectionId = '', target }: { connectionId?: string; target?: string },
): string[] {
  const bound = connectionId.startsWith('$') ? [...balancersByLink.values()].flat() : balancersByLink.get(connectionId)
  return [...new Set([...(bound ?? []), ...(target ? [target] : [])])].filter((arn) => targets.has(arn)).sort()
}
