import { expect, test } from 'vitest'
import { readOverride, readRunTask } from './run-task-input.ts'

test('overrides of a target are read in the words of the API', () => {
  const input = {
    taskRoleArn: 'arn:role',
    containerOverrides: [{ name: 'app', command: ['a'], environment: [{ name: 'A', value: 'b' }] }],
  }
  expect(readOverride(JSON.stringify(input))).toMatchObject(input)
})

test('a universal target writes the same fields with capitals', () => {
  const input = JSON.stringify({
    Cluster: 'main',
    TaskDefinition: 'batch:3',
    Count: 2,
    NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], AssignPublicIp: 'ENABLED' } },
    Overrides: { ContainerOverrides: [{ Name: 'app', Environment: [{ Name: 'A', Value: 'b' }] }] },
  })
  expect(readRunTask(input)).toMatchObject({
    cluster: 'main',
    taskDefinition: 'batch:3',
    count: 2,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'ENABLED' } },
    overrides: { containerOverrides: [{ name: 'app', environment: [{ name: 'A', value: 'b' }] }] },
  })
})

test('a field of the wrong kind does not hide the others', () => {
  const input = JSON.stringify({
    cpu: 256,
    containerOverrides: [{ name: 'app', cpu: 'much', environment: [{ name: 'A', value: 7 }] }],
  })
  expect(readOverride(input)).toMatchObject({
    containerOverrides: [{ name: 'app', environment: [{ name: 'A', value: '7' }] }],
  })
})

test('text that RunTask would not understand overrides nothing', () => {
  for (const input of [undefined, '', 'not json', '7', 'null', '"text"']) expect(readOverride(input)).toBeUndefined()
  expect(readRunTask('{"cluster":"main"}')).toBeUndefined()
})
