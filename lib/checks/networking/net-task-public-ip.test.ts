import { network, schedule, service, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { networkInterface } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './net-task-public-ip.ts'

const open = { awsvpcConfiguration: { ...network, assignPublicIp: 'ENABLED' } }
const publicInterface = networkInterface({ Association: { PublicIp: '203.0.113.7' } })
const nightly = `${id.clusterArn}#web`

testCheck(check, {
  pass: {
    'addresses are off': {},
    'absent means off': {
      given: {
        services: [
          service({ networkConfiguration: { awsvpcConfiguration: { ...network, assignPublicIp: undefined } } }),
        ],
      },
    },
    'an EC2 task cannot be given an address': {
      given: onEc2({ service: { networkConfiguration: open } }),
    },
    'a schedule without address': { given: { taskSchedules: [schedule()] }, subject: nightly },
  },
  fail: {
    'the service asks for addresses': {
      given: { services: [service({ networkConfiguration: open })] },
      message: 'configured',
    },
    'a CODE_DEPLOY service is read at its task set': {
      given: {
        services: [
          service({
            deploymentController: { type: 'CODE_DEPLOY' },
            networkConfiguration: undefined,
            deployments: [],
            taskSets: [taskSet({ networkConfiguration: open })],
          }),
        ],
      },
      message: 'configured',
    },
    'a running task has one although the service asks for none': {
      given: { networkInterfaces: [publicInterface] },
      message: 'addressed',
    },
    'a schedule asks for addresses': {
      given: { taskSchedules: [schedule({ NetworkConfiguration: open })] },
      subject: nightly,
      message: 'scheduled',
    },
    'dormant: capped at low': {
      given: {
        services: [service({ desiredCount: 0, runningCount: 0, networkConfiguration: open })],
        tasks: [],
        scalableTargets: [],
      },
      message: 'configured',
      severity: 'low',
    },
  },
  notApplicable: {
    'bridge mode has no task interface': {
      given: onEc2({ service: { networkConfiguration: undefined }, task: { attachments: [] } }),
    },
  },
  unknown: {
    'no PRIMARY task set yet': {
      given: {
        services: [service({ deploymentController: { type: 'EXTERNAL' }, deployments: [], taskSets: [] })],
        tasks: [],
      },
    },
  },
})
