import { instanceTypes } from '../builders/instance-types.ts'
import { daysAgo, type Site } from '../builders/site.ts'

export interface RegionBasics {
  scanning: 'ENHANCED' | 'BASIC'
  /** Repository filters. */
  continuously?: string[]
  onPush?: string[]
  /** Prefixes of pull-through caches of public.ecr.aws. */
  pullThrough?: string[]
  /** Whether new EBS volumes are encrypted whatever asks for them. */
  encryptsVolumes?: boolean
  /** Account-wide default for new instances. */
  instanceMetadata?: Site['estate']['ec2']['instanceMetadataDefaults']
}

/** Settings of the account in one region; image scanning must be known before the first repository. */
export function addRegionBasics(site: Site, basics: RegionBasics): void {
  const filters = (prefixes: string[]) => prefixes.map((filter) => ({ filter, filterType: 'WILDCARD' as const }))
  const { continuously = [], onPush = [] } = basics
  site.estate.ecr.registryScanning = {
    scanType: basics.scanning,
    rules: [
      ...(continuously.length > 0
        ? [{ scanFrequency: 'CONTINUOUS_SCAN' as const, repositoryFilters: filters(continuously) }]
        : []),
      ...(onPush.length > 0 ? [{ scanFrequency: 'SCAN_ON_PUSH' as const, repositoryFilters: filters(onPush) }] : []),
    ],
  }
  for (const ecrRepositoryPrefix of basics.pullThrough ?? []) {
    site.estate.ecr.pullThroughCacheRules.push({
      ecrRepositoryPrefix,
      upstreamRegistryUrl: 'public.ecr.aws',
      upstreamRegistry: 'ecr-public',
      registryId: site.account,
      createdAt: daysAgo(site, 350),
      updatedAt: daysAgo(site, 350),
    })
  }
  const enhanced = basics.scanning === 'ENHANCED' ? ('ENABLED' as const) : ('DISABLED' as const)
  const state = (status: 'ENABLED' | 'DISABLED') => ({ status, errorCode: undefined, errorMessage: undefined })
  site.estate.inspector2.accountStatus = {
    accountId: site.account,
    state: state(enhanced),
    resourceState: { ec2: state('DISABLED'), ecr: state(enhanced), lambda: state('DISABLED') },
  }
  site.estate.ec2.instanceTypes = [...instanceTypes]
  site.estate.ec2.ebsEncryptionByDefault = basics.encryptsVolumes ?? false
  site.estate.ec2.instanceMetadataDefaults = basics.instanceMetadata ?? {}
  const owner = `arn:aws:iam::${site.account}:root`
  site.estate.ecs.accountSettings = [
    { name: 'awsvpcTrunking', value: 'disabled', principalArn: owner, type: 'user' },
    { name: 'containerInsights', value: 'disabled', principalArn: owner, type: 'user' },
    { name: 'containerInstanceLongArnFormat', value: 'enabled', principalArn: owner, type: 'user' },
    { name: 'defaultLogDriverMode', value: 'non-blocking', principalArn: owner, type: 'user' },
    { name: 'fargateTaskRetirementWaitPeriod', value: '7', principalArn: owner, type: 'user' },
    { name: 'guardDutyActivate', value: 'off', principalArn: owner, type: 'aws_managed' },
    { name: 'serviceLongArnFormat', value: 'enabled', principalArn: owner, type: 'user' },
    { name: 'tagResourceAuthorization', value: 'on', principalArn: owner, type: 'aws_managed' },
    { name: 'taskLongArnFormat', value: 'enabled', principalArn: owner, type: 'user' },
  ]
}
