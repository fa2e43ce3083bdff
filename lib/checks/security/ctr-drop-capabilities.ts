import { runsAsRoot } from '#lib/inventory/derived/runs-as-root.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, undetermined } from '../result.ts'

/** Of the default set, those that help an intruder most. */
const worst = ['NET_RAW', 'MKNOD', 'SETFCAP', 'SETPCAP', 'SYS_CHROOT']

export default defineCheck({
  id: 'ctr-drop-capabilities',
  subject: 'container',
  requires: ['imageConfigs', 'ecrImages', 'repositories'],
  failTitle: 'Root keeps default capabilities',
  messages: {
    kept: '{container} runs as root and keeps {capabilities} of the default Linux capabilities.',
  },
  why: 'Docker gives root in a container fourteen capabilities, from raw sockets to device files. Hardly any program needs them, and each is one more way out of the container for whoever breaks in.',
  fix: {
    summary:
      'Drop ALL and, on EC2, add back what pscap or capsh shows in use. Fargate lets nothing but SYS_PTRACE be added back: there the program must listen above port 1024 and not switch users.',
    effort: 'small',
    cli: `# In the container definition of the task definition JSON:
#   "linuxParameters": {"capabilities": {"drop": ["ALL"]}}
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `container_definitions = jsonencode([{
  name            = "CONTAINER"
  linuxParameters = { capabilities = { drop = ["ALL"] } }
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    LinuxParameters:
      Capabilities:
        Drop: [ALL]`,
  },
  evaluate({ definition, container, path, os, launch, uses }, look) {
    if (os === 'windows') return notApplicable('Windows containers have no Linux capabilities.')
    if (container.privileged) return notApplicable('It runs privileged, which ctr-no-privileged speaks of.')
    const dropped = new Set(
      container.linuxParameters?.capabilities?.drop.map((one) => one.toUpperCase().replace(/^CAP_/, '')),
    )
    const evidence = [
      cite(
        'taskDefinitions',
        definition,
        container.linuxParameters?.capabilities
          ? `${path}.linuxParameters.capabilities.drop`
          : `${path}.linuxParameters`,
      ),
      cite('taskDefinitions', definition, `${path}.user`),
    ]
    if (dropped.has('ALL')) return pass([], evidence)
    const kept = worst.filter((one) => !dropped.has(one))
    if (kept.length === 0) return pass(`${container.name} drops the worst capabilities; drop ALL.`, evidence)
    const root = runsAsRoot(look, container, uses)
    if (root === undefined)
      return undetermined('It names no user, and the configuration of its image cannot be read from here.')
    if (!root) return pass(`${container.name} runs as an ordinary user; drop ALL capabilities as well.`, evidence)
    return fail('kept', { container: container.name, capabilities: kept.join(', ') }, evidence, {
      severity: launch === 'EC2' ? 'medium' : 'low',
    })
  },
})
