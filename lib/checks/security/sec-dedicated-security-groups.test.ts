import type { Tag } from '#lib/inventory/types/ecs.ts'
import { network, service, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { rule, securityGroup } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-dedicated-security-groups.ts'

const subject = id.serviceArn
const named = (serviceName: string, securityGroups: string[], tags: Tag[] = []) =>
  service({
    serviceName,
    serviceArn: serviceName === 'web' ? id.serviceArn : id.arn('ecs', `service/main/${serviceName}`),
    networkConfiguration: { awsvpcConfiguration: { ...network, securityGroups } },
    tags,
  })
const web = (...groups: string[]) => named('web', groups)
const app = [{ key: 'Application', value: 'shop' }]
const byCodeDeploy = { deploymentController: { type: 'CODE_DEPLOY' }, networkConfiguration: undefined }

testCheck(check, {
  pass: {
    'a group of its own': { subject },
    'a service of another application that is on its way out': {
      given: { services: [web('sg-web'), { ...named('ledger', ['sg-web']), status: 'DRAINING' }] },
      subject,
    },
    'a shared group beside one of its own': {
      given: { services: [web('sg-web', 'sg-hosts'), named('ledger', ['sg-hosts'])] },
      subject,
    },
    'a group shared inside one application, by name': {
      given: { services: [web('sg-web'), named('web-admin', ['sg-web'])] },
      subject,
      hint: 'web-admin of the same application',
    },
    'a group shared inside one application, by tag': {
      given: { services: [named('web', ['sg-web'], app), named('ledger', ['sg-web'], app)] },
      subject,
      hint: 'same application',
    },
    'a group of many services of one application': {
      given: { services: ['web', 'web-a', 'web-b', 'web-c'].map((name) => named(name, ['sg-web'])) },
      policy: { maxServicesPerGroup: 3 },
      subject,
      hint: 'shared by 4 services',
    },
    'the group of the primary task set': {
      given: { services: [service({ ...byCodeDeploy, taskSets: [taskSet()] })] },
      subject,
    },
  },
  fail: {
    'no group named': { given: { services: [web()] }, subject, message: 'none', severity: 'high' },
    'no group named in a service that sleeps is low': {
      given: {
        services: [
          service({
            desiredCount: 0,
            runningCount: 0,
            networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-a'] } },
          }),
        ],
        tasks: [],
        scalableTargets: [],
      },
      message: 'none',
      severity: 'low',
    },
    'no group in the primary task set': {
      given: {
        services: [
          service({
            ...byCodeDeploy,
            taskSets: [taskSet({ networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-a'] } } })],
          }),
        ],
      },
      subject,
      message: 'none',
      severity: 'high',
    },
    'the default group, among others too': {
      given: {
        services: [web('sg-web', 'sg-default')],
        securityGroups: [securityGroup(), securityGroup({ GroupId: 'sg-default', GroupName: 'default' })],
      },
      subject,
      message: 'default',
      severity: 'high',
    },
    'a group of another application': {
      given: { services: [web('sg-web'), named('ledger', ['sg-web'])] },
      subject,
      message: 'shared',
    },
    'the same name and another application by tag': {
      given: {
        services: [
          named('web', ['sg-web'], app),
          named('web-admin', ['sg-web'], [{ key: 'application', value: 'hr' }]),
        ],
      },
      subject,
      message: 'shared',
    },
    'a shared group that admits its members to each other': {
      given: {
        services: [web('sg-web'), named('ledger', ['sg-web'])],
        securityGroups: [securityGroup({ IpPermissions: [rule(0, 65535, { group: 'sg-web' })] })],
      },
      subject,
      message: 'selfShared',
    },
  },
  notApplicable: {
    'bridge mode, which net-awsvpc-mode speaks of': { given: onEc2({ service: { networkConfiguration: undefined } }) },
  },
  unknown: {
    'a group that this account does not see': {
      given: { services: [web('sg-shared')] },
      reason: 'sg-shared is not visible',
    },
    'an external deployment before its first promotion': {
      given: { services: [service({ ...byCodeDeploy, deploymentController: { type: 'EXTERNAL' } })] },
    },
  },
})
