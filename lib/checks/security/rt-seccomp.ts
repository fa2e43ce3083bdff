import { demandAllWork, type HostedWork, workOn } from '#lib/inventory/derived/hosted-work.ts'
import { isWindowsHost } from '#lib/inventory/derived/hosts.ts'
import { templateVersion } from '#lib/inventory/derived/launch-templates.ts'
import { classifyUse } from '#lib/inventory/derived/tags.ts'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { HostGroup } from '#lib/inventory/subjects/hosts.ts'
import type { LaunchTemplateVersion } from '#lib/inventory/types/ec2.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, needsAttestation, notApplicable, pass, type Result, undetermined } from '../result.ts'

type Section = 'launchTemplateVersions' | 'images' | 'instances' | 'clusters'
type Message = 'container' | 'daemon'

export default defineCheck({
  id: 'rt-seccomp',
  subject: 'hostGroup',
  requires: [...usageReads, 'launchTemplateVersions', 'images'],
  failTitle: 'Containers run without a seccomp filter',
  messages: {
    container: '{container} of {family} sets {option} on {group}.',
    daemon: 'User data of {group} turns the seccomp filter off for every container.',
  },
  why: 'The seccomp filter keeps containers from the system calls that most break-outs of recent years needed. Without it a flaw in the kernel is one step away from every container on the host.',
  fix: {
    summary:
      'Remove unconfined settings and privileged. ECS has no field for seccomp in a task definition: put a traced profile on the hosts and name it in /etc/docker/daemon.json. A profile that is too narrow breaks programs at run time: trace them under load first.',
    effort: 'large',
    cli: `# User data: echo '{"seccomp-profile": "/etc/docker/PROFILE.json"}' > /etc/docker/daemon.json
aws ec2 create-launch-template-version --launch-template-id TEMPLATE --source-version '$Latest' \\
  --launch-template-data UserData=BASE64
aws autoscaling start-instance-refresh --auto-scaling-group-name GROUP`,
    terraform: `resource "aws_launch_template" "hosts" {
  user_data = base64encode(file("docker-with-seccomp-profile.sh"))
}`,
    cloudformation: `Type: AWS::EC2::LaunchTemplate
Properties:
  LaunchTemplateData:
    UserData: # writes "seccomp-profile" to /etc/docker/daemon.json`,
  },
  evaluate(value, look, { name: group }) {
    const { launch, hosts, template } = value
    if (launch === 'MANAGED_INSTANCES') return notApplicable('AWS runs Managed Instances with its own profile.')
    const linux = hosts.filter(({ registration }) => !isWindowsHost(registration))
    if (linux.length === 0) return notApplicable('Windows has no seccomp.')
    const clusters = new Set(linux.map(({ registration }) => registration.clusterArn))
    const work = [...clusters].flatMap((one) => workOn(look, launch, one))
    return combineParts<Message>([
      () => work.flatMap((one) => weakened(one, group)),
      () => {
        const version = template && templateVersion(look, template)
        if (version?.LaunchTemplateData.UserData?.seccomp === 'unconfined')
          return [
            fail('daemon', { group }, [cite('launchTemplateVersions', version, 'LaunchTemplateData.UserData.seccomp')]),
          ]
        demandAllWork(look, clusters)
        return [settings(look, { ...value, hosts: linux }, version, work)]
      },
    ])
  },
})

/** ECS accepts no seccomp option today; should it let one through, it weakens the container. */
function weakened({ definition }: HostedWork, group: string): Result<Message>[] {
  return definition.containerDefinitions.flatMap((container, index) =>
    container.dockerSecurityOptions.flatMap((option, position) =>
      /^seccomp/i.test(option)
        ? [
            fail('container', { container: container.name, family: definition.family, option, group }, [
              cite('taskDefinitions', definition, `containerDefinitions[${index}].dockerSecurityOptions[${position}]`),
            ]),
          ]
        : [],
    ),
  )
}

/** What the docker daemon is set to: by user data, else by the machine image, which can be told only for those of AWS. */
function settings(
  look: Look<Section>,
  { hosts }: HostGroup,
  version: LaunchTemplateVersion | undefined,
  work: readonly HostedWork[],
): Result<Message> {
  const userData = version?.LaunchTemplateData.UserData
  if (userData?.seccomp === 'custom') return pass(privileged(work), evidenceOf(hosts))
  if (work.some(({ uses }) => uses.some((use) => classifyUse(look, use).sensitive))) {
    return needsAttestation('Do containers with sensitive data run under a seccomp profile derived from tracing them?')
  }
  if (!version)
    return undetermined('These hosts come from no launch template, so their docker settings are not visible.')
  if (userData?.readable === false) return undetermined('Their user data is compressed.')
  if (hosts.some((host) => !host.instance)) look.all('instances')
  const images = new Set(hosts.flatMap((host) => host.instance?.ImageId ?? []))
  const own = [...images].filter((image) => look.get('images', image)?.ImageOwnerAlias !== 'amazon')
  if (own.length > 0) return undetermined(`Docker settings baked into machine image ${own[0]} are not visible.`)
  return pass(privileged(work), evidenceOf(hosts))
}

function privileged(work: readonly HostedWork[]): string[] {
  return work.flatMap(({ definition }) =>
    definition.containerDefinitions
      .filter((container) => container.privileged)
      .map((container) => `${container.name} of ${definition.family} is privileged and so runs without the filter.`),
  )
}

const evidenceOf = (hosts: HostGroup['hosts']) =>
  hosts
    .slice(0, 5)
    .map(({ registration }) => derived('docker version', registration.versionInfo?.dockerVersion ?? null))
