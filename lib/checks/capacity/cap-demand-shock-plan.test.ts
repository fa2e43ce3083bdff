import { service } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './cap-demand-shock-plan.ts'

const services = [service({ tags: [{ key: 'criticality', value: 'critical' }] })]
const scheduledActions = [
  {
    ScheduledActionARN: id.arn('autoscaling', 'scheduledAction:1:sale'),
    ScheduledActionName: 'sale',
    ResourceId: 'service/main/web',
    ScalableDimension: 'ecs:service:DesiredCount',
    Schedule: 'cron(0 6 * * ? *)',
  },
]

testCheck(question, {
  manual: {
    'a critical service': { given: { services }, shows: ['serviceName'] },
    'a critical service with scheduled scaling': { given: { services, scheduledActions }, shows: ['Schedule'] },
  },
  notApplicable: { 'a service that no tag calls critical': {} },
})
