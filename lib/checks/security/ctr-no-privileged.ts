import { hostMounts } from '#lib/inventory/derived/host-mounts.ts'
import { isInternetFacing } from '#lib/inventory/derived/traffic.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass } from '../result.ts'

export default defineCheck({
  id: 'ctr-no-privileged',
  subject: 'container',
  requires: ['targetGroups', 'deploymentGroups', 'loadBalancers'],
  failTitle: 'Container runs privileged',
  messages: {
    privileged: '{container} runs privileged and can take over its host.',
    hostMount: '{container} mounts {path} of the host, which is as good as running privileged.',
  },
  why: 'A privileged container has every right the host has: seccomp, device limits and dropped capabilities no longer hold. Whoever breaks into it owns the host and every other task on it.',
  fix: {
    summary:
      'Remove privileged and add only the capabilities the program needs. Security agents and storage drivers may have no other way: give those an exception with an end date.',
    effort: 'medium',
    cli: `# In the container definition of the task definition JSON:
#   "privileged": false
#   "linuxParameters": {"capabilities": {"add": ["NET_BIND_SERVICE"], "drop": ["ALL"]}}
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY
# To refuse it from now on: deny ecs:RegisterTaskDefinition when ecs:privileged is true.`,
    terraform: `container_definitions = jsonencode([{
  name       = "CONTAINER"
  privileged = false
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    Privileged: false`,
  },
  evaluate({ definition, container, path, launch, os, uses }, look) {
    if (launch === 'FARGATE') return notApplicable('Fargate runs no privileged containers.')
    if (os === 'windows') return notApplicable('Windows runs no privileged containers.')
    const services = uses.flatMap((use) => use.service ?? [])
    const severity = () =>
      ifKnown(() => services.some((service) => isInternetFacing(look, service))) ? 'critical' : 'high'
    const privileged =
      container.privileged === true
        ? [
            fail(
              'privileged',
              { container: container.name },
              [cite('taskDefinitions', definition, `${path}.privileged`)],
              {
                severity: severity(),
              },
            ),
          ]
        : []
    const mounts = launch === 'MANAGED_INSTANCES' ? [] : hostMounts(definition, container)
    const mounted = mounts.map(({ path: hostPath, at }) =>
      fail('hostMount', { container: container.name, path: hostPath }, [cite('taskDefinitions', definition, at)], {
        severity: severity(),
      }),
    )
    return combine([pass(), ...privileged, ...mounted])
  },
})
