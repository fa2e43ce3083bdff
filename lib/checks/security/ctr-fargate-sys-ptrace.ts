import { isListed } from '#lib/inventory/derived/images.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import type { ContainerDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass } from '../result.ts'

export default defineCheck({
  id: 'ctr-fargate-sys-ptrace',
  subject: 'container',
  requires: [],
  failTitle: 'May trace processes without a tracer',
  messages: {
    noTracer: '{container} adds SYS_PTRACE, but no tracing tool runs in its task.',
    others: '{container} adds {capabilities}, which Fargate does not grant.',
  },
  why: 'A process that may trace others reads their memory. Where containers of a task share their processes, that memory holds the secrets of the neighbours.',
  fix: {
    summary:
      'Remove capabilities.add from the application and keep SYS_PTRACE on the tracing sidecar alone. It is the one capability that Fargate lets you add; the GuardDuty agent never needs it.',
    effort: 'small',
    cli: `# In the container definition of the task definition JSON:
#   "linuxParameters": {"capabilities": {"add": []}}
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `container_definitions = jsonencode([{
  name            = "CONTAINER"
  linuxParameters = { capabilities = { add = [] } }
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    LinuxParameters:
      Capabilities:
        Add: []`,
  },
  evaluate({ definition, container, path, launch, os }, look) {
    if (launch !== 'FARGATE') return notApplicable('It does not run on Fargate.')
    if (os === 'windows') return notApplicable('Windows containers have no Linux capabilities.')
    const added = container.linuxParameters?.capabilities?.add ?? []
    const cited = cite('taskDefinitions', definition, `${path}.linuxParameters.capabilities.add`)
    if (added.length === 0) return pass()
    const others = added.filter((one) => !/^(?:CAP_)?SYS_PTRACE$/i.test(one))
    if (others.length > 0)
      return fail('others', { container: container.name, capabilities: others.join(', ') }, [cited])
    const isTracer = (one: ContainerDefinition) => isListed(look.policy.tracerImages, one.image ?? '')
    const tracer = definition.containerDefinitions.find(isTracer)
    const evidence = [cited, cite('taskDefinitions', definition, 'pidMode')]
    if (!tracer)
      return fail('noTracer', { container: container.name }, [
        ...evidence,
        derived(
          'images of the task',
          definition.containerDefinitions.map((one) => one.image ?? ''),
        ),
      ])
    if (isTracer(container)) return pass([], evidence)
    return pass(`Only ${tracer.name} needs SYS_PTRACE: take it from ${container.name}.`, evidence)
  },
})
