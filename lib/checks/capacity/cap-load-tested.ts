import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'
import { notApplicable } from '../result.ts'

export default defineQuestion({
  id: 'cap-load-tested',
  subject: 'service',
  requires: [],
  shows: ['taskDefinitions'],
  statement:
    'A stepped load test in an environment like production found the memory per request, the resource that runs out first and the safe load per task, showed that twice the tasks halve the metric it scales on, and a dashboard plots that metric beside latency.',
  accepts: [
    'The report of the load test, with its date and the size of the task',
    'The dashboard that shows utilization beside latency or completion rate',
  ],
  validDays: 365,
  endsEarly: ['cpu or memory of the task definition changes', 'the base image changes'],
  why: 'Task size and scaling metric are guesses until load has been tried. The wrong ones show on the busiest day: tasks run out of memory, or scaling follows a metric that more tasks do not improve.',
  fix: {
    summary:
      'Run a stepped load test, write down where the task saturates and keep the report. One answer for a task definition family covers every service that runs it.',
    effort: 'large',
  },
  skipsManaged: true,
  known: ({ service }, look) =>
    classifyService(look, service).critical ? undefined : notApplicable('No tag says that the service is critical.'),
  facts: [
    ({ service, primary }) => [cite('services', service, `${primary?.path ?? ''}taskDefinition`)],
    ({ primary }, look) => {
      const definition = primary?.taskDefinition ? look.get('taskDefinitions', primary.taskDefinition) : undefined
      return definition
        ? [cite('taskDefinitions', definition, 'cpu'), cite('taskDefinitions', definition, 'memory')]
        : []
    },
  ],
  covers: [
    ({ primary }, look) => {
      const definition = primary?.taskDefinition ? look.get('taskDefinitions', primary.taskDefinition) : undefined
      return definition ? [`cpu ${definition.cpu ?? 'unset'}`, `memory ${definition.memory ?? 'unset'}`] : []
    },
  ],
})
