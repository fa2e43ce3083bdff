/** Amazon ECR and Amazon Inspector facts about repositories and the images in use. */

export interface Repository {
  repositoryArn: string
  repositoryName: string
  repositoryUri: string
  registryId: string
  createdAt?: string
  imageTagMutability: string
  imageTagMutabilityExclusionFilters: { filterType: string; filter: string }[]
  imageScanningConfiguration?: { scanOnPush: boolean }
  encryptionConfiguration?: { encryptionType: string; kmsKey?: string }
}

export interface RegistryScanningConfiguration {
  registryId: string
  scanningConfiguration: {
    scanType?: string
    rules: { scanFrequency: string; repositoryFilters: { filter: string; filterType: string }[] }[]
  }
}

export interface RepositoryScanningConfiguration {
  repositoryArn: string
  repositoryName: string
  scanOnPush?: boolean
  scanFrequency?: string
}

/** An image that a task in use refers to, by digest. The platform digest of an index is an image of its own. */
export interface EcrImage {
  /** `${repositoryArn}@${imageDigest}` */
  imageKey: string
  repositoryArn: string
  repositoryName: string
  registryId: string
  imageDigest: string
  imageTags: string[]
  imagePushedAt?: string
  imageSizeInBytes?: number
  imageScanStatus?: { status?: string; description?: string }
  imageScanFindingsSummary?: { imageScanCompletedAt?: string; findingSeverityCounts: Record<string, number> }
}

/** DescribeImageScanFindings of one digest: BASIC gives counts and findings, ENHANCED refers to Inspector. */
export interface ImageScanFindings {
  imageKey: string
  imageScanStatus?: { status?: string }
  imageScanFindings?: { imageScanCompletedAt?: string; findingSeverityCounts: Record<string, number> }
  findings: { name: string; severity: string; packageName?: string; packageVersion?: string }[]
}

/** Facts of the config blob of one image digest, checked against that digest. */
export interface ImageConfig {
  imageKey: string
  config: {
    User?: string
    hasHealthcheck: boolean
    exposedPorts: string[]
    /** The entry point, or the command without one, is a shell. */
    startsShell: boolean
    /** Label org.opencontainers.image.base.name. */
    baseName?: string
  }
  /** What the build says it did, in the layers of this image; self-reported, and absent when the config has no history. */
  history?: {
    /** Programs by which it installed packages or compilers, sorted: apt-get, gcc ... */
    installers: string[]
    /** A step clears setuid or setgid bits. */
    clearsSetuid: boolean
  }
  os?: string
  architecture?: string
  created?: string
  /** Platform digests when the digest asked for was an image index. */
  platformDigests: string[]
}

export interface PullThroughCacheRule {
  ecrRepositoryPrefix: string
  upstreamRegistryUrl: string
  registryId: string
  /** The secret with the login to the upstream registry. */
  credentialArn?: string
}

export interface InspectorAccountStatus {
  accountId: string
  ecr?: string
  ec2?: string
  /** Scanning of source repositories. */
  codeRepository?: string
}

export interface InspectorFinding {
  findingArn: string
  status: string
  severity: string
  fixAvailable?: string
  exploitAvailable?: string
  firstObservedAt?: string
  updatedAt?: string
  repositoryName?: string
  imageDigest?: string
  packageVulnerabilityDetails?: { vulnerabilityId: string; packages: { name: string; fixedInVersion?: string }[] }
}

/** Where the registry copies its images to. */
export interface RegistryReplication {
  registryId: string
  rules: {
    destinations: { region: string; registryId: string }[]
    repositoryFilters: { filter: string; filterType: string }[]
  }[]
}

/** How repositories are made that a pull-through cache, replication or a first push creates. */
export interface RepositoryCreationTemplate {
  /** Of the repository names it is for; `ROOT` for all that no other template is for. */
  prefix: string
  appliedFor: string[]
  imageTagMutability?: string
  encryptionConfiguration?: { encryptionType: string; kmsKey?: string }
  hasLifecyclePolicy: boolean
}

/** The lifecycle policy of a repository in use. */
export interface LifecyclePolicy {
  repositoryArn: string
  repositoryName: string
  /** The JSON document; absent when the repository has no policy. */
  lifecyclePolicyText?: string
}
