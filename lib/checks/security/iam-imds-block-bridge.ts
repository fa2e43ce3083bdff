import { demandAllWork, workOn } from '#lib/inventory/derived/hosted-work.ts'
import { isWindowsHost } from '#lib/inventory/derived/hosts.ts'
import { templateVersion } from '#lib/inventory/derived/launch-templates.ts'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Instance } from '#lib/inventory/types/ec2.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'iam-imds-block-bridge',
  subject: 'hostGroup',
  requires: [...usageReads, 'launchTemplateVersions'],
  failTitle: 'Bridge containers reach instance metadata',
  messages: {
    reachable: '{count} hosts of {group} let bridge containers read instance metadata, such as {instance}.',
  },
  why: 'A container on the docker bridge that reaches instance metadata gets the credentials of its host, and with them whatever the host and the ECS agent may do.',
  fix: {
    summary:
      'Require IMDSv2 with a hop limit of 1: the bridge is the second hop. Agents in bridge containers (CloudWatch, Datadog) lose metadata by that: give them host mode or an exception. Or drop the address in DOCKER-USER, which Docker does not reorder, and persist the rule.',
    effort: 'small',
    cli: `aws ec2 modify-instance-metadata-options --instance-id INSTANCE --http-tokens required --http-put-response-hop-limit 1
aws ec2 create-launch-template-version --launch-template-id TEMPLATE --source-version '$Latest' \\
  --launch-template-data 'MetadataOptions={HttpTokens=required,HttpPutResponseHopLimit=1}'
# or in user data: iptables -I DOCKER-USER -i docker+ -d 169.254.169.254/32 -j DROP`,
    terraform: `resource "aws_launch_template" "hosts" {
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}`,
    cloudformation: `Type: AWS::EC2::LaunchTemplate
Properties:
  LaunchTemplateData:
    MetadataOptions: { HttpTokens: required, HttpPutResponseHopLimit: 1 }`,
  },
  evaluate({ launch, hosts, template }, look, { name }) {
    if (launch !== 'EC2')
      return notApplicable('Only EC2 hosts put containers on a docker bridge behind instance metadata.')
    const linux = hosts.filter(({ registration }) => !isWindowsHost(registration))
    if (linux.length === 0) return notApplicable('These are Windows hosts.')
    const clusters = new Set(linux.map(({ registration }) => registration.clusterArn))
    const bridged = linux.filter(({ registration }) =>
      workOn(look, launch, registration.clusterArn).some(({ networkMode }) => networkMode === 'bridge'),
    )
    if (bridged.length === 0) {
      demandAllWork(look, clusters)
      return notApplicable('No task in bridge mode runs on these hosts.')
    }
    if (bridged.some((host) => !host.instance)) look.all('instances')
    const instances = bridged.flatMap((host) => host.instance ?? [])
    if (instances.length === 0) return undetermined('Its instances are no longer there.')
    const open = instances.filter((one) => !isClosed(one.MetadataOptions))
    const [first] = open
    if (!first) {
      demandAllWork(look, clusters)
      return pass([], instances.slice(0, 5).flatMap(optionsOf))
    }
    const version = template && templateVersion(look, template)
    if (template && !version) return undetermined(`Version ${template.version} of ${template.id} is no longer there.`)
    const userData = version?.LaunchTemplateData.UserData
    if (userData?.readable === false) return undetermined('Its user data is compressed and may hold a firewall rule.')
    if (version && userData?.dropsBridgeMetadata) {
      return pass([], [cite('launchTemplateVersions', version, 'LaunchTemplateData.UserData.dropsBridgeMetadata')])
    }
    const templateOptions = version?.LaunchTemplateData.MetadataOptions
    return fail('reachable', { count: open.length, group: name, instance: first.InstanceId }, [
      ...open.slice(0, 5).flatMap(optionsOf),
      ...(version && templateOptions
        ? [cite('launchTemplateVersions', version, 'LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit')]
        : []),
      derived('firewall rule in user data', false),
    ])
  },
})

/** IMDSv1 answers across any number of hops that the answer survives, so a hop limit of 1 protects with tokens only. */
function isClosed(options: Instance['MetadataOptions']): boolean {
  if (options?.HttpEndpoint === 'disabled') return true
  return options?.HttpTokens === 'required' && options.HttpPutResponseHopLimit === 1
}

function optionsOf(instance: Instance): Evidence[] {
  if (!instance.MetadataOptions) return [cite('instances', instance, 'MetadataOptions')]
  const fields = ['HttpTokens', 'HttpPutResponseHopLimit', 'HttpEndpoint'] as const
  return fields.map((field) => cite('instances', instance, `MetadataOptions.${field}`))
}
