import { isCached } from '#lib/inventory/derived/built-here.ts'
import { type ImageReference, parseImage } from '#lib/inventory/derived/images.ts'
import { classify } from '#lib/inventory/derived/tags.ts'
import type { Use } from '#lib/inventory/derived/usage.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { fail, pass, undetermined, warn } from '../result.ts'

export default defineCheck({
  id: 'img-trusted-registries',
  subject: 'container',
  requires: ['pullThroughCacheRules'],
  failTitle: 'Image from an untrusted registry',
  messages: {
    dockerHub: '{container} pulls {image} from Docker Hub.',
    account: '{container} pulls {image} from the registry of account {account}, which is not on the trusted list.',
    other: '{container} pulls {image} from {host}, which is not on the list of trusted registries.',
  },
  why: 'Whoever can push to that registry decides what runs in the account, and the registry’s limits and outages decide whether tasks start at all.',
  fix: {
    summary:
      'Copy the image to ECR or use a pull-through cache, and change image. A cache still runs what upstream publishes: scan it, and look through unfamiliar images layer by layer first. Refuse other registries in the pipeline.',
    effort: 'small',
    cli: `aws ecr create-pull-through-cache-rule --ecr-repository-prefix docker-hub --upstream-registry-url registry-1.docker.io --credential-arn SECRET_ARN
# In the container definition: "image": "ACCOUNT.dkr.ecr.REGION.amazonaws.com/docker-hub/library/nginx:1.27"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `resource "aws_ecr_pull_through_cache_rule" "docker_hub" {
  ecr_repository_prefix = "docker-hub"
  upstream_registry_url = "registry-1.docker.io"
  credential_arn        = "SECRET_ARN"
}`,
    cloudformation: `Type: AWS::ECR::PullThroughCacheRule
Properties:
  EcrRepositoryPrefix: docker-hub
  UpstreamRegistryUrl: registry-1.docker.io
  CredentialArn: SECRET_ARN`,
  },
  evaluate({ definition, container, path, uses }, look) {
    if (!container.image) return undetermined('It names no image.')
    const reference = parseImage(container.image)
    const evidence = [
      cite('taskDefinitions', definition, `${path}.image`),
      ...(container.repositoryCredentials
        ? [cite('taskDefinitions', definition, `${path}.repositoryCredentials.credentialsParameter`)]
        : []),
    ]
    const { kind, account = '', host = '', repository } = reference
    const data = { container: container.name, image: container.image }
    if (kind === 'ecr' && account === look.account) {
      if (!isCached(look, repository)) return pass([], evidence)
      return pass('A pull-through cache keeps this image: it still runs what upstream publishes, so scan it.', evidence)
    }
    const { trustedAccounts, organizationAccounts, trustedRegistries } = look.policy
    if (kind === 'ecr' && [...trustedAccounts, ...organizationAccounts].includes(account)) return pass([], evidence)
    if (isTrusted(trustedRegistries, reference)) return pass([], evidence)
    const severity = isCommunity(reference) && runsInProduction(look, uses) ? 'high' : 'medium'
    if (kind === 'docker-hub') return fail('dockerHub', data, evidence, { severity })
    if (kind === 'ecr') return fail('account', { ...data, account }, evidence)
    return warn('other', { ...data, host }, evidence)
  },
})

/** A listed registry or path and everything below it; a trailing * matches the rest of the word too. */
function isTrusted(trusted: readonly string[], { host = 'docker.io', repository }: ImageReference): boolean {
  const name = `${host}/${repository}`
  return trusted.some((one) =>
    one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one || name.startsWith(`${one}/`),
  )
}

/** On Docker Hub everything but the official images, which have no name space or `library`. */
function isCommunity({ kind, repository }: ImageReference): boolean {
  return kind === 'docker-hub' && repository.includes('/') && !repository.startsWith('library/')
}

function runsInProduction(look: Look<'clusters'>, uses: readonly Use[]): boolean {
  const prod = ifKnown(() =>
    uses.some(
      (use) => classify(look, [use.service?.tags ?? [], look.get('clusters', use.clusterArn)?.tags ?? []]).prodIsSet,
    ),
  )
  return prod ?? false
}
