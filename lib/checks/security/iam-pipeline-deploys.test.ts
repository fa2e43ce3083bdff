import { shortName } from '#lib/inventory/derived/arn.ts'
import type { ApiEvent } from '#lib/inventory/types/audit.ts'
import { eventWindow } from '../testing/audit.ts'
import { service, taskDefinition, taskSet } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-pipeline-deploys.ts'

const event = (role: string, over: Partial<ApiEvent> = {}): ApiEvent => ({
  EventId: `e-${role}`,
  EventName: 'UpdateService',
  EventSource: 'ecs.amazonaws.com',
  EventTime: id.daysAgo(3),
  Username: 'session',
  userIdentity: { type: 'AssumedRole', sessionIssuerArn: id.arn('iam', `role/${role}`, '') },
  agent: 'cli',
  about: { cluster: id.clusterArn, service: 'web' },
  ...over,
})
const events = (...apiEvents: ApiEvent[]) => ({ given: { apiEvents } })
const byHand = { message: 'changed' } as const
const onService = (over: object) => ({ given: { services: [service(over)] } })

testCheck(check, {
  pass: {
    'nothing was changed': {},
    'a pipeline deploys': events(event('deploy-pipeline')),
    'CloudFormation deploys for somebody': events(
      event('admin', { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } }),
    ),
    'Application Auto Scaling changes the count': events(event('AWSServiceRoleForApplicationAutoScaling_ECSService')),
    'a change of another service': events(event('people', { about: { cluster: 'main', service: 'other' } })),
    'a service of the same name in another cluster': events(
      event('people', { about: { cluster: 'other', service: 'web' } }),
    ),
    'a change that was refused': events(event('people', { errorCode: 'AccessDenied' })),
    'a change of last month': events(event('people', { EventTime: id.daysAgo(31) })),
    'a role that the organization names': { ...events(event('releases')), policy: { deployPrincipals: ['releases'] } },
    'the service tells who created it, so no event has to': {
      given: {
        services: [service({ createdBy: id.arn('iam', 'role/deploy-pipeline', '') })],
        apiEventWindows: [eventWindow('RegisterTaskDefinition'), eventWindow('UpdateService')],
      },
    },
    'created and registered by a pipeline': {
      given: {
        services: [service({ createdBy: id.arn('iam', 'role/deploy-pipeline', '') })],
        taskDefinitions: [taskDefinition({ registeredBy: id.arn('sts', 'assumed-role/deploy-pipeline/1', '') })],
      },
    },
  },
  fail: {
    'a person created it, whatever CloudTrail would tell': {
      given: { services: [service({ createdBy: id.arn('iam', 'user/ada', '') })], apiEventWindows: [] },
      gaps: [{ section: 'apiEventWindows', region: id.region, action: 'cloudtrail:LookupEvents', reason: 'denied' }],
      message: 'created',
    },
    'a person changed it, though its revision could not be read': {
      given: { ...events(event('people')).given, taskDefinitions: [] },
      gaps: [{ section: 'taskDefinitions', region: id.region, action: 'ecs:DescribeTaskDefinition', reason: 'denied' }],
      message: 'changed',
    },
    'the account itself creates the service': {
      given: {
        apiEvents: [
          event('x', { EventName: 'CreateService', userIdentity: { type: 'Root', arn: id.arn('iam', 'root', '') } }),
        ],
      },
      message: 'changed',
    },
    'the service was created through the sign-on of a person': {
      ...onService({ createdBy: id.arn('sts', 'assumed-role/AWSReservedSSO_Power_1a2b/ada@example.com', '') }),
      message: 'created',
    },
    'a person changes what CodeDeploy deploys': {
      given: {
        services: [service({ deploymentController: { type: 'CODE_DEPLOY' }, taskSets: [taskSet()] })],
        apiEvents: [
          event('people', { EventName: 'RegisterTaskDefinition', about: { taskDefinition: shortName(id.familyId) } }),
        ],
      },
      message: 'changed',
    },
    'a person updates the service': { ...events(event('people', { Username: 'ada@example.com' })), ...byHand },
    'by its name alone': { ...events(event('people', { about: { cluster: 'main', service: 'web' } })), ...byHand },
    'a user registers a revision of its family': {
      ...events(
        event('x', {
          EventName: 'RegisterTaskDefinition',
          userIdentity: { type: 'IAMUser', arn: id.arn('iam', 'user/ada', '') },
          about: { taskDefinition: 'web' },
        }),
      ),
      ...byHand,
    },
    'created by a person': { ...onService({ createdBy: id.arn('iam', 'user/ada', '') }), message: 'created' },
    'the revision was registered by a person': {
      given: {
        taskDefinitions: [taskDefinition({ registeredBy: id.arn('sts', 'assumed-role/people/ada@example.com', '') })],
      },
      message: 'registered',
    },
  },
  notApplicable: { 'no production service': onService({ tags: [{ key: 'environment', value: 'staging' }] }) },
  unknown: {
    'nothing tells who created the service': {
      given: { apiEventWindows: [eventWindow('RegisterTaskDefinition'), eventWindow('UpdateService')] },
      reason: 'CreateService',
    },
    'events are known for some days only': {
      given: {
        apiEventWindows: [
          eventWindow('CreateService'),
          eventWindow('RegisterTaskDefinition'),
          eventWindow('UpdateService', { since: id.daysAgo(2), complete: false }),
        ],
      },
      reason: '30 days back',
    },
  },
})
