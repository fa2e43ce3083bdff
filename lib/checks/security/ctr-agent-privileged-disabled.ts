import { isWindowsHost } from '#lib/inventory/derived/hosts.ts'
import { classifyCluster } from '#lib/inventory/derived/tags.ts'
import { isRunning } from '#lib/inventory/derived/usage.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, type Severity, undetermined } from '../result.ts'

/** The agent registers it unless ECS_DISABLE_PRIVILEGED is true, so no user data has to be read. */
const capability = 'com.amazonaws.ecs.capability.privileged-container'

export default defineCheck({
  id: 'ctr-agent-privileged-disabled',
  subject: 'containerHosts',
  requires: ['clusters', 'taskDefinitions'],
  failTitle: 'Hosts accept privileged containers',
  messages: {
    accepts: '{count} hosts accept privileged containers, although none that is known to need it runs there.',
  },
  why: 'As long as the agent accepts privileged containers, one changed line in a task definition hands over the host and every task on it.',
  fix: {
    summary:
      'Set ECS_DISABLE_PRIVILEGED=true in /etc/ecs/ecs.config by user data and replace the instances. Agents and storage drivers that need it belong on hosts of their own: list their families as known.',
    effort: 'medium',
    cli: `# In the user data of the launch template: echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config
aws ec2 create-launch-template-version --launch-template-id LAUNCH_TEMPLATE --source-version '$Latest' --launch-template-data file://TEMPLATE.json
aws autoscaling start-instance-refresh --auto-scaling-group-name GROUP`,
    terraform: `resource "aws_launch_template" "NAME" {
  user_data = base64encode("#!/bin/bash\\necho ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config")
}`,
    cloudformation: `LaunchTemplateData:
  UserData:
    Fn::Base64: |
      #!/bin/bash
      echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config`,
  },
  evaluate({ launch, os, hosts, tasks }, look, item) {
    if (os === 'windows') return notApplicable('Windows runs no privileged containers.')
    if (launch === 'MANAGED_INSTANCES') return undetermined('AWS manages the agent of these instances.')
    const privileged = tasks.filter(isRunning).flatMap((task) => {
      const definition = look.get('taskDefinitions', task.taskDefinitionArn)
      const index = definition?.containerDefinitions.findIndex((one) => one.privileged === true) ?? -1
      return definition && index >= 0 ? [{ task, definition, index }] : []
    })
    const approved = privileged.filter(({ definition }) => look.policy.privilegedFamilies.includes(definition.family))
    const needing = new Set(approved.map(({ task }) => task.containerInstanceArn))
    const others = hosts.filter((host) => !needing.has(host.containerInstanceArn) && !isWindowsHost(host))
    if (others.length === 0)
      return notApplicable('A task that is known to need privileged containers runs on each of these hosts.')
    const accepting = others.flatMap((host) => {
      const index = host.attributes.findIndex((one) => one.name === capability)
      return index < 0 ? [] : [{ host, index }]
    })
    const [first] = accepting
    if (!first) return pass([], [derived('hosts without the capability', others.length)])
    for (const cluster of item.clusters) look.all('tasks', cluster)
    const sensitive = ifKnown(() =>
      item.clusters.some((arn) => {
        const cluster = look.get('clusters', arn)
        return cluster !== undefined && classifyCluster(look, cluster).sensitive === true
      }),
    )
    const severity: Severity = sensitive ? 'medium' : 'low'
    const runs = privileged
      .slice(0, 1)
      .map(({ definition, index }) => cite('taskDefinitions', definition, `containerDefinitions[${index}].privileged`))
    return fail(
      'accepts',
      { count: accepting.length },
      [
        cite('containerInstances', first.host, `attributes[${first.index}].name`),
        cite('containerInstances', first.host, 'ec2InstanceId'),
        ...runs,
      ],
      { severity },
    )
  },
})
