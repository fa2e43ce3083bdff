import type { Look } from '../look.ts'
import type { Cluster, Service, Tag } from '../types/ecs.ts'

/** How a workload is classified by its tags, the cluster's, then the account's defaults. */
export interface Classification {
  environment?: string
  /** The environment to compare by: every name of production is one. */
  tier?: string
  /** PROD for `applies_when`: also true when nothing says what it is. */
  prod: boolean
  /** PROD for severity cases: only when a tag or the account's default says so. */
  prodIsSet: boolean
  critical: boolean
  /** Absent when neither a tag nor the account says anything about the data. */
  sensitive?: boolean
  cde?: boolean
  phi?: boolean
  /** What the tags say of the data, in one text to compare by; absent when they say nothing. */
  scope?: string
  singleton: boolean
}

const names = {
  environment: ['environment', 'env', 'stage'],
  criticality: ['criticality', 'business-criticality', 'tier'],
  data: ['data-classification', 'dataclassification', 'data-class'],
  compliance: ['compliance', 'compliance-scope'],
  singleton: ['singleton'],
}
const prodValues = ['prod', 'production', 'prd', 'live']
const criticalValues = ['critical', 'mission-critical', 'high', 'tier-0', 'tier-1', 'tier0', 'tier1']
const harmlessData = ['public', 'internal', 'none', 'low']

/** Classifies a service; pass no service for what only belongs to a cluster (standalone and scheduled tasks). */
export function classify(look: Look<never>, tags: readonly (readonly Tag[])[]): Classification {
  const read = (keys: readonly string[]) => {
    for (const list of tags) {
      const found = list.find((tag) => keys.includes(tag.key.toLowerCase()))
      if (found) return found.value.trim().toLowerCase()
    }
    const fallback = Object.entries(look.accountTags).find(([name]) => keys.includes(name.toLowerCase()))
    return fallback?.[1].trim().toLowerCase()
  }
  const environment = read(names.environment)
  const data = read(names.data)
  const scopes = read(names.compliance)?.split(/[\s,;/+]+/)
  const known = data !== undefined || scopes !== undefined
  const cde = known ? hasScope(scopes, /^(pci|cde|pci-dss|pcidss)/) || /card|^chd$|^pan$/.test(data ?? '') : undefined
  const phi = known ? hasScope(scopes, /^(hipaa|phi|ephi)/) || /^e?phi$|health/.test(data ?? '') : undefined
  const prodIsSet = environment !== undefined && prodValues.includes(environment)
  return {
    environment,
    tier: prodIsSet ? 'production' : environment,
    prod: environment === undefined || prodIsSet,
    prodIsSet,
    critical: criticalValues.includes(read(names.criticality) ?? ''),
    sensitive: known ? cde || phi || (data !== undefined && !harmlessData.includes(data)) : undefined,
    cde,
    phi,
    scope: known ? [data ?? '', ...(scopes ?? []).toSorted()].join(' ').trim() : undefined,
    singleton: ['true', 'yes', '1'].includes(read(names.singleton) ?? ''),
  }
}

/** Classification of a service: its own tags win over its cluster's, those over the account's. */
export function classifyService(look: Look<'clusters'>, service: Service): Classification {
  return classify(look, [service.tags, look.get('clusters', service.clusterArn)?.tags ?? []])
}

/** Classification of what a use runs for: its service, else the cluster alone. */
export function classifyUse(
  look: Look<'clusters'>,
  { service, clusterArn }: { service?: Service; clusterArn: string },
): Classification {
  return service ? classifyService(look, service) : classify(look, [look.get('clusters', clusterArn)?.tags ?? []])
}

export function classifyCluster(look: Look<never>, cluster: Cluster): Classification {
  return classify(look, [cluster.tags])
}

function hasScope(scopes: readonly string[] | undefined, pattern: RegExp): boolean {
  return scopes?.some((scope) => pattern.test(scope)) ?? false
}
