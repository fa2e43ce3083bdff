import { shortName } from '#lib/inventory/derived/arn.ts'
import { isListed } from '#lib/inventory/derived/images.ts'
import type { Use } from '#lib/inventory/derived/usage.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass } from '../result.ts'

export default defineCheck({
  id: 'ctr-readonly-rootfs',
  subject: 'container',
  requires: [],
  failTitle: 'Root file system is writable',
  messages: {
    writable: '{container} can write to its root file system.',
    exec: '{container} can write to its root file system; ECS Exec is on for {service} and needs that, so one of the two has to go.',
  },
  why: 'Whoever breaks into a container with a writable root can replace its programs and leave tools behind. A read-only root stops most malware from ever being stored.',
  fix: {
    summary:
      'Set readonlyRootFilesystem to true and mount empty task volumes or tmpfs where the program writes, such as /tmp. ECS Exec does not work with a read-only root: turn it off for the service.',
    effort: 'medium',
    cli: `# In the container definition of the task definition JSON:
#   "readonlyRootFilesystem": true,
#   "mountPoints": [{"sourceVolume": "tmp", "containerPath": "/tmp"}]
# and beside containerDefinitions: "volumes": [{"name": "tmp"}]
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `container_definitions = jsonencode([{
  name                   = "CONTAINER"
  readonlyRootFilesystem = true
  mountPoints            = [{ sourceVolume = "tmp", containerPath = "/tmp" }]
}])
volume { name = "tmp" }`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    ReadonlyRootFilesystem: true
    MountPoints: [{ SourceVolume: tmp, ContainerPath: /tmp }]
Volumes: [{ Name: tmp }]`,
  },
  evaluate({ definition, container, path, os, uses }, look) {
    if (os === 'windows') return notApplicable('Windows containers have no read-only root.')
    if (container.readonlyRootFilesystem === true) return pass()
    const { writableSidecars } = look.policy
    const accepted = writableSidecars.includes(container.name) || isListed(writableSidecars, container.image ?? '')
    if (accepted) return pass('Its root file system is writable, as the policy allows for this container.')
    const evidence = [cite('taskDefinitions', definition, `${path}.readonlyRootFilesystem`)]
    const [exec] = uses.flatMap(execOf)
    if (!exec) return fail('writable', { container: container.name }, evidence)
    return fail('exec', { container: container.name, service: exec.name }, [...evidence, exec.cited])
  },
})

/** The service or daemon that has ECS Exec on. */
function execOf({ service, daemon }: Use): { name: string; cited: Evidence }[] {
  if (service?.enableExecuteCommand)
    return [{ name: service.serviceName, cited: cite('services', service, 'enableExecuteCommand') }]
  if (!daemon?.revision.enableExecuteCommand) return []
  const cited = cite('daemons', daemon.daemon, `${daemon.path}.enableExecuteCommand`)
  return [{ name: shortName(daemon.daemon.daemonArn), cited }]
}
