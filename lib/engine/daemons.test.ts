import { describe, expect, test } from 'vitest'
import type { Check } from '#lib/checks/define-check.ts'
import ctrReadonlyRootfs from '#lib/checks/security/ctr-readonly-rootfs.ts'
import iamTaskRoleTrust from '#lib/checks/security/iam-task-role-trust.ts'
import imgNoCriticalHigh from '#lib/checks/security/img-no-critical-high.ts'
import { role } from '#lib/checks/testing/account.ts'
import { daemon, daemonTaskDefinition, withDaemon } from '#lib/checks/testing/daemons.ts'
import { task } from '#lib/checks/testing/ecs.ts'
import { type EstateOptions, type Given, inventoryOf } from '#lib/checks/testing/estate.ts'
import * as id from '#lib/checks/testing/ids.ts'
import type { Gap } from '#lib/inventory/inventory.ts'
import { describeResources } from './describe/describe-resources.ts'
import { evaluate } from './evaluate.ts'

const accountId = `account/${id.account}/${id.region}`
const run = (check: Check, given: Given, options: EstateOptions = {}) => evaluate(inventoryOf(given, options), [check])
/** What was found of each subject, by id. */
const statuses = (given: Given, options?: EstateOptions) =>
  Object.fromEntries(run(ctrReadonlyRootfs, given, options).outcomes.map((one) => [one.subject.id, one.status]))
const denied = (gap: Pick<Gap, 'section' | 'action' | 'resource' | 'within'>): Gap => ({
  region: id.region,
  reason: 'denied',
  errorCode: 'AccessDeniedException',
  ...gap,
})
const unlisted = denied({ section: 'daemons', action: 'ecs:ListDaemons', within: id.clusterArn })

describe('daemons of Managed Instances', () => {
  test('are judged container by container, under the name of their family', () => {
    const { outcomes } = run(ctrReadonlyRootfs, withDaemon({ readonlyRootFilesystem: false }))
    const outcome = outcomes.find((one) => one.subject.id === id.daemonContainerId)
    expect(outcome).toMatchObject({ status: 'fail', usage: 'running', clusters: [id.clusterArn], services: [] })
    expect(outcome?.reasons[0]).toMatchObject({
      part: 'agent:1',
      evidence: [{ section: 'daemonTaskDefinitions', resource: `${id.daemonFamilyId}:1`, value: false }],
    })
  })

  test.each([
    ['none runs yet', daemon({}, { totalRunningCount: 0 }), 'desired'],
    ['one that is deleted still runs', daemon({ status: 'DELETE_IN_PROGRESS' }), 'running'],
  ])('%s', (_, one, usage) => {
    const { outcomes } = run(ctrReadonlyRootfs, { ...withDaemon(), daemons: [one] })
    expect(outcomes.find(({ subject }) => subject.id === id.daemonContainerId)?.usage).toBe(usage)
  })

  test('one that is deleted and has ended is no subject, and neither is a definition that no daemon runs', () => {
    const ended = daemon({ status: 'DELETE_IN_PROGRESS' }, { totalRunningCount: 0 })
    expect(statuses({ ...withDaemon(), daemons: [ended] })).toEqual({ [id.containerId]: 'pass' })
  })

  test('their tasks are no standalone tasks', () => {
    const own = task({
      taskArn: id.arn('ecs', 'task/main/d43m'),
      taskDefinitionArn: `${id.daemonFamilyId}:1`,
      group: 'daemon:agent',
    })
    const given = { ...withDaemon(), tasks: [task(), own] }
    expect(statuses(given)).toEqual({ [id.containerId]: 'pass', [id.daemonContainerId]: 'pass' })
  })

  test('their roles and the images that they report are judged', () => {
    const own = role('agent-task', { AssumeRolePolicyDocument: JSON.stringify({ Statement: [] }) })
    const given = { ...withDaemon({}, { taskRoleArn: own.Arn }), roles: [own], services: [], tasks: [] }
    const roles = run(iamTaskRoleTrust, given).outcomes.filter(({ subject }) => subject.id === own.Arn)
    expect(roles).toMatchObject([{ usage: 'running', clusters: [id.clusterArn] }])
    const images = run(imgNoCriticalHigh, given).outcomes
    expect(images).toMatchObject([{ subject: { id: id.repositoryArn }, usage: 'running', services: [] }])
  })

  test('are described with what they assume and pull', () => {
    const { resources } = describeResources(inventoryOf(withDaemon()), [])
    expect(resources.find(({ key }) => key === id.daemonFamilyId)).toMatchObject({
      type: 'task-definition',
      name: 'agent',
      relations: expect.arrayContaining([
        { kind: 'assumes', to: id.taskRoleArn },
        { kind: 'pulls', to: id.repositoryArn },
      ]),
      configuration: { revisionsInUse: [1] },
    })
  })
})

describe('daemons that could not be read', () => {
  test('are said to be unknown, and the containers of tasks keep their verdicts', () => {
    const { outcomes, complete } = run(ctrReadonlyRootfs, { ...withDaemon(), daemons: [] }, { gaps: [unlisted] })
    expect(outcomes.map(({ subject, status }) => [subject.id, status])).toEqual([
      [id.containerId, 'pass'],
      [accountId, 'unknown'],
    ])
    expect(outcomes[1]?.reason).toBe('Could not read ecs:ListDaemons (denied).')
    expect(complete.size).toBe(0)
  })

  test('are proven neither good nor gone by what was read of the others', () => {
    const other = denied({
      section: 'daemons',
      action: 'ecs:DescribeDaemon',
      resource: id.arn('ecs', 'daemon/main/other'),
    })
    expect(statuses(withDaemon(), { gaps: [other] })).toEqual({
      [id.containerId]: 'pass',
      [id.daemonContainerId]: 'unknown',
      [accountId]: 'unknown',
    })
    const { complete } = describeResources(inventoryOf(withDaemon(), { gaps: [other] }), [])
    expect(complete.has(`task-definition|${id.region}`)).toBe(false)
  })

  test('leave a failure that is proven', () => {
    expect(statuses(withDaemon({ readonlyRootFilesystem: false }), { gaps: [unlisted] })).toMatchObject({
      [id.daemonContainerId]: 'fail',
    })
  })

  test('are unknown by family where the definition alone is missing', () => {
    const gap = denied({
      section: 'daemonTaskDefinitions',
      action: 'ecs:DescribeDaemonTaskDefinition',
      resource: `${id.daemonFamilyId}:1`,
    })
    const given = { ...withDaemon(), daemonTaskDefinitions: [] }
    expect(statuses(given, { gaps: [gap] })).toMatchObject({ [id.daemonFamilyId]: 'unknown', [id.containerId]: 'pass' })
  })

  test('without a gap nothing is unknown where no daemon is', () => {
    expect(statuses({ daemonTaskDefinitions: [daemonTaskDefinition()] })).toEqual({ [id.containerId]: 'pass' })
  })
})
