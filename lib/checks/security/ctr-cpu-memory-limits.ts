import { cite } from '#lib/inventory/evidence.ts'
import type { ContainerDefinition, TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass } from '../result.ts'

export default defineCheck({
  id: 'ctr-cpu-memory-limits',
  subject: 'family',
  requires: [],
  failTitle: 'Memory or CPU has no limit',
  messages: {
    memory: '{container} has no hard memory limit, and neither has its task.',
    reservation: '{container} reserves memory but has no hard limit, so it can take all of its host.',
    cpu: '{container} asks for no CPU share, and its task has no CPU limit.',
  },
  why: 'On a shared host one container without a memory limit can starve every other task until the kernel starts to kill processes, and not necessarily its own.',
  fix: {
    summary:
      'Set cpu and memory on the task definition: those are hard limits. On Windows hosts set them on each container instead. A limit that is too tight gets the container killed: take the peak and leave room.',
    effort: 'small',
    cli: `# On the task definition JSON:
#   "cpu": "512", "memory": "1024"
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `resource "aws_ecs_task_definition" "FAMILY" {
  cpu    = 512
  memory = 1024
}`,
    cloudformation: `Type: AWS::ECS::TaskDefinition
Properties:
  Cpu: "512"
  Memory: "1024"`,
  },
  evaluate({ definition, launch, os, uses }) {
    if (launch === 'FARGATE') return notApplicable('Fargate limits every task and isolates it.')
    const perContainer = os === 'windows' && launch === 'EC2'
    const onTask = (values: Pick<TaskDefinition, 'cpu' | 'memory'> | undefined, field: 'cpu' | 'memory') =>
      !perContainer && values?.[field] !== undefined
    const isSet = (container: ContainerDefinition, field: 'cpu' | 'memory') =>
      onTask(definition, field) ||
      (container[field] ?? 0) > 0 ||
      (uses.length > 0 &&
        uses.every(({ override }) => {
          const own = override?.containerOverrides.find(({ name }) => name === container.name)
          return onTask(override, field) || (own?.[field] ?? 0) > 0
        }))
    const results = definition.containerDefinitions.map((container, index) => {
      const path = `containerDefinitions[${index}]`
      const data = { container: container.name }
      const evidence = (field: string) => [
        cite('taskDefinitions', definition, `${path}.${field}`),
        cite('taskDefinitions', definition, field),
      ]
      if (!isSet(container, 'memory')) {
        return fail((container.memoryReservation ?? 0) > 0 ? 'reservation' : 'memory', data, evidence('memory'))
      }
      if (container.essential === false || isSet(container, 'cpu')) return pass()
      // On Linux a container's cpu is a share, never a cap: leaving it out is worth a word, not a failure.
      if (os === 'windows') return fail('cpu', data, evidence('cpu'))
      return pass(`${container.name} asks for no CPU share and the task has no CPU limit.`)
    })
    return combine(results)
  },
})
