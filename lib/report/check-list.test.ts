import { describe, expect, test } from 'vitest'
import { checksAsJson, checksAsMarkdown } from './check-list.ts'
import { aCheck } from './testing/scan-report.ts'

describe('the list of checks', () => {
  test('names every check with its severity, fix, guide page and AWS actions', () => {
    const page = checksAsMarkdown([aCheck()])
    expect(page).toContain('| [net-task-public-ip](#net-task-public-ip) | high | Tasks have no public address |')
    expect(page).toContain('Run the tasks in private subnets')
    expect(page).toContain('Amazon ECS Best Practices Guide, Using a public subnet and internet gateway, page 3')
    expect(page).toContain('`ecs:DescribeServices`')
  })

  test('is JSON for programs', () => {
    expect(JSON.parse(checksAsJson([aCheck(), aCheck({ id: 'other' })]))).toMatchObject([
      { id: 'net-task-public-ip', controls: { 'pci-dss-4.0.1': ['1.4.4'] } },
      { id: 'other' },
    ])
  })
})
