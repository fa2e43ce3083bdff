import { type ImageReference, parseImage } from '#lib/inventory/derived/images.ts'
import { templateVersion } from '#lib/inventory/derived/launch-templates.ts'
import { credentialsReference } from '#lib/inventory/derived/secrets.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import { hostGroup } from '#lib/inventory/subjects/hosts.ts'
import type { ContainerInUse } from '#lib/inventory/subjects/task-definition.ts'
import type { LaunchTemplateVersion } from '#lib/inventory/types/ec2.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

const hostSections = [
  'containerInstances',
  'instances',
  'capacityProviders',
  'autoScalingGroups',
  'launchTemplateVersions',
] as const
type HostSection = (typeof hostSections)[number]
type Section = HostSection | 'secrets' | 'pullThroughCacheRules'
type Message = 'anonymous' | 'notSecret' | 'missing' | 'userData'

const dockerHub = 'registry-1.docker.io'

export default defineCheck({
  id: 'scr-registry-credentials',
  subject: 'container',
  requires: ['secrets', 'pullThroughCacheRules', ...hostSections],
  failTitle: 'Image pulled without a proper login',
  messages: {
    anonymous: '{container} pulls {image} from {registry} without a login.',
    notSecret: 'The registry login of {container} is not a secret of Secrets Manager.',
    missing: 'The registry login of {container} is secret {secret}, which does not exist.',
    userData: '{container} pulls {image} on hosts whose user data ({template}) holds the registry login in plain text.',
  },
  why: 'Docker Hub lets unknown callers pull only so often. At the limit new tasks cannot start, which is felt just when a service has to grow. A login written into user data can be read by everyone who may describe the hosts.',
  fix: {
    summary:
      'Copy the image into ECR, or pull it through a cache rule, and name it there: that needs no login in the task. Otherwise keep the login in Secrets Manager and set repositoryCredentials; on Fargate nothing else works.',
    effort: 'small',
    cli: `aws ecr create-pull-through-cache-rule --ecr-repository-prefix docker-hub --upstream-registry-url registry-1.docker.io \\
  --credential-arn arn:aws:secretsmanager:REGION:ACCOUNT:secret:ecr-pullthroughcache/NAME
# Or in the container definition: "repositoryCredentials": {"credentialsParameter": "SECRET_ARN"}
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json`,
    terraform: `container_definitions = jsonencode([{
  name                  = "CONTAINER"
  repositoryCredentials = { credentialsParameter = aws_secretsmanager_secret.REGISTRY.arn }
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    RepositoryCredentials:
      CredentialsParameter: !Ref RegistrySecret`,
  },
  evaluate(value, look) {
    if (value.uses.length === 0) return notApplicable('Nothing uses it, so its login is not looked up.')
    const image = parseImage(value.container.image ?? '')
    const asks = image.kind === 'docker-hub' || look.policy.privateRegistries.includes(image.host ?? '')
    if (!value.container.image || !asks) return notApplicable('Its image comes from a registry that asks for no login.')
    const logins = value.launch === 'EC2' ? hostLogins(look, value) : []
    const plain = logins.filter((version) => version.LaunchTemplateData.UserData?.engineAuth === 'plaintext')
    const { container, definition, path } = value
    const named = cite('taskDefinitions', definition, `${path}.image`)
    const written = plain.map((version) =>
      fail('userData', { container: container.name, image: container.image ?? '', template: nameOf(version) }, [
        named,
        cite('launchTemplateVersions', version, 'LaunchTemplateData.UserData.engineAuth'),
      ]),
    )
    return combineParts<Message>([() => written, () => [login(look, value, image, logins, named)]])
  },
})

function login(
  look: Look<Section>,
  { container, definition, launch, path }: ContainerInUse,
  image: ImageReference,
  logins: readonly LaunchTemplateVersion[],
  named: Evidence,
): Result<Message> {
  const own = container.repositoryCredentials?.credentialsParameter
  if (own === undefined) return withoutOwn(look, { container, launch }, image, logins, named)
  const evidence = [named, cite('taskDefinitions', definition, `${path}.repositoryCredentials.credentialsParameter`)]
  const reference = credentialsReference(own, look)
  if (reference?.store !== 'secretsmanager') return fail('notSecret', { container: container.name }, evidence)
  if (reference.account !== look.account)
    return undetermined(`${reference.name} belongs to account ${reference.account}, which cannot be looked into.`)
  const secret = look.get('secrets', reference.reference)
  if (!secret) return fail('missing', { container: container.name, secret: reference.name }, evidence)
  return pass(secret.DeletedDate ? `${secret.Name} is scheduled for deletion.` : [], [
    ...evidence,
    cite('secrets', secret, 'ARN'),
  ])
}

function withoutOwn(
  look: Look<Section>,
  { container, launch }: Pick<ContainerInUse, 'container' | 'launch'>,
  image: ImageReference,
  logins: readonly LaunchTemplateVersion[],
  named: Evidence,
): Result<Message> {
  const host = logins.find((version) => version.LaunchTemplateData.UserData?.engineAuth)
  if (host) {
    const fetched = cite('launchTemplateVersions', host, 'LaunchTemplateData.UserData.engineAuth')
    return pass(`The hosts log in for it (${nameOf(host)}); on Fargate it would pull without a login.`, [
      named,
      fetched,
    ])
  }
  const rule =
    image.kind === 'docker-hub'
      ? look.all('pullThroughCacheRules').find(({ upstreamRegistryUrl }) => upstreamRegistryUrl.includes(dockerHub))
      : undefined
  if (rule) {
    const hint = `Pull it through the cache at prefix ${rule.ecrRepositoryPrefix} instead of straight from Docker Hub.`
    return pass(hint, [named, cite('pullThroughCacheRules', rule, 'credentialArn')])
  }
  if (logins.some((version) => version.LaunchTemplateData.UserData?.readable === false))
    return undetermined('The user data of its hosts is compressed, so whether they log in is not visible.')
  // Hosts that were not read may log in.
  if (launch === 'EC2') for (const section of hostSections) look.all(section)
  const registry = image.host ?? 'Docker Hub'
  return fail('anonymous', { container: container.name, image: container.image ?? '', registry }, [named])
}

/** Launch templates with user data of the hosts in the clusters it is used in. */
function hostLogins(look: Look<HostSection>, { uses }: ContainerInUse): readonly LaunchTemplateVersion[] {
  const byCluster = look.once(templatesByCluster)
  const clusters = new Set(uses.map((use) => use.clusterArn))
  return [...new Set([...clusters].flatMap((cluster) => byCluster.get(cluster) ?? []))]
}

function templatesByCluster(look: Look<HostSection>): ReadonlyMap<string, readonly LaunchTemplateVersion[]> {
  const placed = hostGroup.find(look).flatMap((item) => {
    const template = 'value' in item && item.value?.launch === 'EC2' ? item.value.template : undefined
    const version = template && templateVersion(look, template)
    return version?.LaunchTemplateData.UserData ? item.clusters.map((cluster) => ({ cluster, version })) : []
  })
  return new Map(
    [...Map.groupBy(placed, (one) => one.cluster)].map(([cluster, all]) => [cluster, all.map((one) => one.version)]),
  )
}

const nameOf = ({ LaunchTemplateName, LaunchTemplateId }: LaunchTemplateVersion): string =>
  LaunchTemplateName ?? LaunchTemplateId
