import { classifyService } from '#lib/inventory/derived/tags.ts'
import { scalableTargetKey } from '#lib/inventory/derived/usage.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'
import { notApplicable } from '../result.ts'

export default defineQuestion({
  id: 'cap-demand-shock-plan',
  subject: 'service',
  requires: [],
  shows: ['scheduledActions'],
  statement:
    'Business and team share a calendar of events, with steps to scale out and back and a review of quotas for big ones. For surprises it runs with room for the most traffic expected or scales on a leading signal, and a reduced mode has been tried.',
  accepts: [
    'The runbook with the steps for an event',
    'The shared calendar',
    'A record of the last test of the reduced mode',
    'The review of quotas, or the capacity reserved on the load balancer, for a big event',
  ],
  validDays: 180,
  why: 'Scaling follows load by minutes. A campaign or an outage elsewhere brings it in seconds, and without room to spare or a reduced mode the service is down exactly when most people look.',
  fix: {
    summary:
      'Write the runbook, let an alarm on a leading signal scale out, reserve load balancer capacity for the event, and practise a static page. Standing room costs money all year: weigh it against the loss.',
    effort: 'large',
  },
  skipsManaged: true,
  known: ({ service }, look) =>
    classifyService(look, service).critical ? undefined : notApplicable('No tag says that the service is critical.'),
  facts: [
    ({ service }) => [cite('services', service, 'serviceName')],
    ({ service }, look) =>
      look
        .all('scheduledActions')
        .filter((one) => `${one.ResourceId}|${one.ScalableDimension}` === scalableTargetKey(service))
        .map((one) => cite('scheduledActions', one, 'Schedule')),
  ],
})
