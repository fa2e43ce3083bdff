import { templateVersion } from '#lib/inventory/derived/launch-templates.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { InstanceGroup } from '#lib/inventory/subjects/hosts.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, pass, type Result, undetermined } from '../result.ts'

type Section = 'launchTemplateVersions' | 'instanceMetadataDefaults' | 'images' | 'instances'
type Message = 'instances' | 'template'

export default defineCheck({
  id: 'iam-imdsv2-required',
  subject: 'instanceGroup',
  requires: ['launchTemplateVersions', 'instanceMetadataDefaults', 'images'],
  failTitle: 'IMDSv1 is still allowed',
  messages: {
    instances: '{count} running hosts accept IMDSv1, such as {instance}.',
    template: 'New hosts from {template} will accept IMDSv1.',
  },
  why: 'With IMDSv1 one request forged through a web server is enough to read the host’s credentials. IMDSv2 asks for a token first, which such a request cannot get.',
  fix: {
    summary:
      'Require tokens on running hosts, in the launch template and as the account’s default. Very old agents and SDKs speak IMDSv1 only: update them first.',
    effort: 'small',
    cli: `aws ec2 modify-instance-metadata-options --instance-id INSTANCE --http-tokens required
aws ec2 create-launch-template-version --launch-template-id TEMPLATE --source-version '$Latest' \\
  --launch-template-data 'MetadataOptions={HttpTokens=required}'
aws ec2 modify-instance-metadata-defaults --http-tokens required`,
    terraform: `resource "aws_launch_template" "hosts" {
  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }
}`,
    cloudformation: `Type: AWS::EC2::LaunchTemplate
Properties:
  LaunchTemplateData:
    MetadataOptions: { HttpTokens: required }`,
  },
  evaluate(value, look) {
    return combineParts([() => runningHosts(look, value), () => newHosts(look, value)])
  },
})

function runningHosts(look: Look<Section>, { hosts }: InstanceGroup): Result<Message>[] {
  const instances = hosts.flatMap((host) => host.instance ?? [])
  const weak = instances.filter(
    (one) => one.MetadataOptions?.HttpTokens !== 'required' && one.MetadataOptions?.HttpEndpoint !== 'disabled',
  )
  const [first] = weak
  if (!first) {
    if (hosts.some((host) => !host.instance)) look.all('instances')
    return instances.length > 0 ? [pass()] : [undetermined('Its instances are no longer there.')]
  }
  const evidence = weak
    .slice(0, 5)
    .map((one) => cite('instances', one, one.MetadataOptions ? 'MetadataOptions.HttpTokens' : 'InstanceId'))
  return [fail('instances', { count: weak.length, instance: first.InstanceId }, evidence)]
}

/** The template decides; where it is silent the account's default does, and where that is silent the AMI. */
function newHosts(look: Look<Section>, { template }: InstanceGroup): Result<Message>[] {
  if (!template) return []
  const version = templateVersion(look, template)
  if (!version) return [undetermined(`Version ${template.version} of ${template.id} is no longer there.`)]
  const [defaults] = look.all('instanceMetadataDefaults')
  if (defaults?.HttpTokensEnforced === 'enabled') return [pass()]
  const options = version.LaunchTemplateData.MetadataOptions
  if (options?.HttpEndpoint === 'disabled') return [pass()]
  const accountDefault = defaults?.HttpTokens === 'no-preference' ? undefined : defaults?.HttpTokens
  const asked = options?.HttpTokens ?? accountDefault
  if (asked === 'required') return [pass()]
  const { ImageId } = version.LaunchTemplateData
  const image = asked === undefined && ImageId ? look.get('images', ImageId) : undefined
  // An image that is gone, or that a parameter names (resolve:ssm:...), may ask for tokens by itself.
  if (asked === undefined && !image)
    return [undetermined(`Whether machine image ${ImageId ?? '(none named)'} asks for tokens cannot be seen.`)]
  if (image?.ImdsSupport === 'v2.0') return [pass()]
  const evidence: Evidence[] = [
    cite(
      'launchTemplateVersions',
      version,
      options ? 'LaunchTemplateData.MetadataOptions.HttpTokens' : 'LaunchTemplateData.MetadataOptions',
    ),
    derived('account default', accountDefault ?? null),
    ...(image ? [derived('IMDS support of the image', image.ImdsSupport ?? null)] : []),
  ]
  return [fail('template', { template: version.LaunchTemplateName ?? template.id }, evidence)]
}
