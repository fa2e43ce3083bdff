import { describe, expect, test } from 'vitest'
import type { Check } from '#lib/checks/define-check.ts'
import netTaskPrivateSubnets from '#lib/checks/networking/net-task-private-subnets.ts'
import netTaskPublicIp from '#lib/checks/networking/net-task-public-ip.ts'
import ctrReadonlyRootfs from '#lib/checks/security/ctr-readonly-rootfs.ts'
import iamTaskRoleTrust from '#lib/checks/security/iam-task-role-trust.ts'
import { container, network, service, task, taskDefinition, withContainers } from '#lib/checks/testing/ecs.ts'
import { type EstateOptions, type Given, inventoryOf } from '#lib/checks/testing/estate.ts'
import * as id from '#lib/checks/testing/ids.ts'
import { publicRouteTable } from '#lib/checks/testing/network.ts'
import type { Gap } from '#lib/inventory/inventory.ts'
import { evaluate } from './evaluate.ts'

const run = (check: Check, given: Given = {}, options: EstateOptions = {}) =>
  evaluate(inventoryOf(given, options), [check])
const denied = (gap: Partial<Gap> & Pick<Gap, 'section' | 'action'>): Gap => ({
  region: id.region,
  reason: 'denied',
  errorCode: 'AccessDeniedException',
  ...gap,
})
const writable = container({ readonlyRootFilesystem: false })
const older = `${id.familyId}:2`

describe('subjects', () => {
  test('a finding’s identity does not contain the revision', () => {
    const next = taskDefinition({
      taskDefinitionArn: `${id.familyId}:4`,
      revision: 4,
      containerDefinitions: [writable],
    })
    const before = run(ctrReadonlyRootfs, withContainers(writable)).outcomes[0]
    const after = run(ctrReadonlyRootfs, {
      taskDefinitions: [next],
      services: [service({ taskDefinition: next.taskDefinitionArn })],
      tasks: [task({ taskDefinitionArn: next.taskDefinitionArn })],
    }).outcomes[0]
    expect(after?.fingerprint).toBe(before?.fingerprint)
    expect(after?.reasons[0]?.part).toBe('web:4')
  })

  test('with two revisions in use the worse one counts and the evidence names it', () => {
    const [outcome] = run(ctrReadonlyRootfs, {
      taskDefinitions: [
        taskDefinition(),
        taskDefinition({ taskDefinitionArn: older, revision: 2, containerDefinitions: [writable] }),
      ],
      tasks: [task(), task({ taskArn: id.arn('ecs', 'task/main/old'), taskDefinitionArn: older })],
    }).outcomes
    expect(outcome?.status).toBe('fail')
    expect(outcome?.reasons.map((reason) => reason.part)).toEqual(['web:2'])
  })

  test('a family that nothing uses is judged by its newest revision as registered', () => {
    const { outcomes } = run(ctrReadonlyRootfs, {
      taskDefinitions: [
        taskDefinition(),
        taskDefinition({ taskDefinitionArn: id.arn('ecs', 'task-definition/idle:1'), family: 'idle', revision: 1 }),
        taskDefinition({
          taskDefinitionArn: id.arn('ecs', 'task-definition/idle:2'),
          family: 'idle',
          revision: 2,
          containerDefinitions: [writable],
        }),
      ],
    })
    const idle = outcomes.find((one) => one.subject.name.startsWith('idle'))
    expect([idle?.usage, idle?.status, idle?.reasons[0]?.part]).toEqual(['registered', 'fail', 'idle:2'])
  })

  test('a region without any subject has one not applicable of its own', () => {
    const { outcomes, complete } = run(ctrReadonlyRootfs, { services: [], tasks: [], taskDefinitions: [] })
    expect(outcomes.map((one) => [one.status, one.subject.id])).toEqual([
      ['not_applicable', `account/${id.account}/${id.region}`],
    ])
    expect(complete.has(`ctr-readonly-rootfs|${id.region}`)).toBe(true)
  })

  test('IAM roles are judged once per account, under region global', () => {
    const { outcomes } = run(iamTaskRoleTrust)
    expect(new Set(outcomes.map((one) => one.region))).toEqual(new Set(['global']))
    expect(outcomes.map((one) => one.subject.name).toSorted()).toEqual(['web-execution', 'web-task'])
  })
})

describe('what could not be read', () => {
  test('is unknown, names the action, and proves nothing absent', () => {
    const gap = denied({ section: 'services', action: 'ecs:DescribeServices' })
    const { outcomes, complete } = run(ctrReadonlyRootfs, { services: [] }, { gaps: [gap] })
    expect(outcomes.every((one) => one.status === 'unknown')).toBe(true)
    expect(outcomes[0]?.reason).toContain('ecs:DescribeServices (denied)')
    expect(outcomes[0]?.gaps[0]).toMatchObject({ action: 'ecs:DescribeServices', errorCode: 'AccessDeniedException' })
    expect(complete.size).toBe(0)
  })

  test('does not hide a failure that is proven already', () => {
    const gap = denied({ section: 'services', action: 'ecs:DescribeServices' })
    const { outcomes } = run(ctrReadonlyRootfs, { ...withContainers(writable), services: [] }, { gaps: [gap] })
    expect(outcomes.find((one) => one.subject.id === id.containerId)?.status).toBe('fail')
  })

  test('a revision in use that could not be described is an unknown of its family', () => {
    const gap = denied({
      section: 'taskDefinitions',
      action: 'ecs:DescribeTaskDefinition',
      resource: id.taskDefinitionArn,
    })
    const { outcomes } = run(ctrReadonlyRootfs, { taskDefinitions: [] }, { gaps: [gap] })
    expect(outcomes.find((one) => one.subject.id === id.familyId)?.status).toBe('unknown')
  })

  test('one cluster’s unread services say nothing about services of another', () => {
    const gap = denied({ section: 'services', action: 'ecs:DescribeServices', within: id.arn('ecs', 'cluster/other') })
    const { outcomes, complete } = run(netTaskPublicIp, {}, { gaps: [gap] })
    expect(outcomes.find((one) => one.subject.id === id.serviceArn)?.status).toBe('pass')
    expect(complete.size).toBe(0)
  })
})

describe('a defect in a check', () => {
  test('is a visible unknown of that check and leaves the others alone', () => {
    const broken: Check = {
      ...netTaskPublicIp,
      evaluate: () => {
        throw new TypeError('undefined is not a function')
      },
    }
    const { outcomes } = evaluate(inventoryOf({}), [broken, ctrReadonlyRootfs])
    expect(outcomes.find((one) => one.check === 'net-task-public-ip')).toMatchObject({
      status: 'unknown',
      reason: 'The check itself failed (TypeError); please report it.',
    })
    expect(outcomes.find((one) => one.check === 'ctr-readonly-rootfs')?.status).toBe('pass')
  })
})

describe('one fact is scored once', () => {
  const open = { awsvpcConfiguration: { ...network, assignPublicIp: 'ENABLED' } }
  const both = [netTaskPrivateSubnets, netTaskPublicIp]

  test('the outcome with the higher severity is scored, the other refers to it and stays a failure', () => {
    const inventory = inventoryOf({
      services: [service({ networkConfiguration: open })],
      routeTables: [publicRouteTable()],
    })
    const { outcomes } = evaluate(inventory, both)
    const [subnets, address] = both.map((check) => outcomes.find((one) => one.check === check.id))
    expect(address?.countedIn).toBeUndefined()
    expect(subnets).toMatchObject({ status: 'fail', countedIn: address?.fingerprint })
  })

  test('failures of different services stay apart', () => {
    const other = service({
      serviceArn: id.arn('ecs', 'service/main/api'),
      serviceName: 'api',
      networkConfiguration: open,
    })
    const apart = { awsvpcConfiguration: { ...network, subnets: ['subnet-a'] } }
    const inventory = inventoryOf({
      services: [service({ networkConfiguration: apart }), other],
      routeTables: [publicRouteTable()],
    })
    const { outcomes } = evaluate(inventory, both)
    expect(
      outcomes.find((one) => one.check === 'net-task-private-subnets' && one.subject.id === id.serviceArn)?.countedIn,
    ).toBeUndefined()
  })
})
