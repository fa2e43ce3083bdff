import type { Gap } from '#lib/inventory/inventory.ts'
import { type SectionName, sectionRegion } from '#lib/inventory/sections.ts'
import type { ApiEvent } from '#lib/inventory/types/audit.ts'
import { allowing, operator } from '../testing/access.ts'
import { eventWindow } from '../testing/audit.ts'
import { service, task } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ops-exec-access.ts'

const windows = [eventWindow('ExecuteCommand')]
const on = { services: [service({ enableExecuteCommand: true })], apiEventWindows: windows }
const openers = (resource = '*', condition?: object) => ({
  roles: [operator([allowing('ecs:ExecuteCommand', resource, condition)])],
})
const shell = (number: number, taskId = '0a1b', days = 3): ApiEvent => ({
  EventId: `e-${number}`,
  EventName: 'ExecuteCommand',
  EventSource: 'ecs.amazonaws.com',
  EventTime: id.daysAgo(days),
  Username: 'ada@example.com',
  userIdentity: { type: 'AssumedRole' },
  agent: 'cli',
  about: { cluster: 'main', task: id.arn('ecs', `task/main/${taskId}`) },
})
const shells = (count: number, taskId?: string, days?: number) =>
  Array.from({ length: count }, (_, i) => shell(i, taskId, days))
const denied = (section: SectionName): Gap[] => [
  { section, region: sectionRegion(section, id.region), action: 'a:b', reason: 'denied', errorCode: 'AccessDenied' },
]
const sidecar = { name: 'aws-guardduty-agent-x1', networkInterfaces: [] }
const agent = {
  name: 'app',
  networkInterfaces: [],
  managedAgents: [{ name: 'ExecuteCommandAgent', lastStatus: 'RUNNING' }],
}

testCheck(check, {
  pass: {
    'it is off': {},
    'it is switched off expressly': { given: { services: [service({ enableExecuteCommand: false })] } },
    'few shells, while it was on': { given: { apiEvents: shells(5), apiEventWindows: windows } },
    'shells of two months ago': { given: { apiEvents: shells(9, '0a1b', 60), apiEventWindows: windows } },
    'who could use it is advice while it is off': { given: openers(), hint: 'could open shells' },
    'who may use it elsewhere': { given: openers(id.arn('ecs', 'task/other/*')) },
    'who may use it in another cluster': {
      given: openers('*', { ArnEquals: { 'ecs:cluster': id.arn('ecs', 'cluster/other') } }),
    },
    'who is denied it in this cluster': {
      given: {
        roles: [
          operator([
            allowing('ecs:*', '*'),
            { ...allowing('ecs:ExecuteCommand', id.arn('ecs', 'task/main/*')), Effect: 'Deny' },
          ]),
        ],
      },
    },
    'who may use it everywhere but in this cluster': {
      given: {
        roles: [
          operator([{ Effect: 'Allow', Action: 'ecs:*', NotResource: [id.clusterArn, id.arn('ecs', 'task/main/*')] }]),
        ],
      },
    },
    'who is denied it': {
      given: {
        ...on,
        services: [service()],
        roles: [operator([allowing('ecs:*', '*'), { ...allowing('ecs:ExecuteCommand', '*'), Effect: 'Deny' }])],
      },
    },
    'who is named for it': { given: openers(), policy: { execPrincipals: ['oper*'] } },
  },
  fail: {
    'it is on': { given: on, message: 'enabled' },
    'a task keeps what it started with': {
      given: {
        tasks: [task({ enableExecuteCommand: true, containers: [agent, sidecar] })],
        apiEventWindows: windows,
      },
      message: 'tasks',
    },
    'it is on, and others may use it': { given: { ...on, ...openers() }, message: ['enabled', 'principals'] },
    'it is on, and a Deny under a condition may leave it': {
      given: {
        ...on,
        roles: [
          operator([
            allowing('ecs:*', '*'),
            {
              ...allowing('ecs:ExecuteCommand', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
              Effect: 'Deny',
            },
          ]),
        ],
      },
      message: ['enabled', 'principals'],
    },
    'it is on, whoever may use it': { given: { ...on, roles: [] }, gaps: denied('roles'), message: 'enabled' },
    'it is on, however often it was used': { given: on, gaps: denied('apiEvents'), message: 'enabled' },
    'more than five shells in a month': {
      given: { apiEvents: shells(6), apiEventWindows: windows },
      message: 'often',
    },
    'more than the organization allows': {
      given: { apiEvents: shells(2), apiEventWindows: windows },
      policy: { maxExecPerMonth: 1 },
      message: 'often',
    },
  },
  notApplicable: {
    'no production service': { given: { services: [service({ tags: [{ key: 'environment', value: 'test' }] })] } },
  },
  unknown: {
    'shells in tasks that are gone': {
      given: { apiEvents: shells(6, 'gone'), apiEventWindows: windows },
      reason: 'tasks that are gone',
    },
    'events are known for some days only': {
      subject: id.serviceArn,
      given: {
        services: [
          service(),
          service({
            serviceName: 'other',
            serviceArn: id.arn('ecs', 'service/main/other'),
            enableExecuteCommand: true,
          }),
        ],
        apiEventWindows: [eventWindow('ExecuteCommand', { since: id.daysAgo(1), complete: false })],
      },
      reason: '30 days back',
    },
  },
})
