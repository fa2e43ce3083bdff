import { describe, expect, test } from 'vitest'
import { readTypedAccount } from './typed-account.ts'

describe('an account as people type it', () => {
  const own = { id: '777700008888', roleArn: 'arn:aws:iam::777700008888:role/tidewaiter-audit' }

  test.each(['777700008888', ' 7777-0000-8888 ', '7777 0000 8888'])('%s is its id', (typed) => {
    expect(readTypedAccount(typed)).toEqual(own)
  })

  test.each([
    'arn:aws:iam::777700008888:role/team/Reader',
    'arn:aws-cn:iam::777700008888:role/Reader',
    'arn:aws-us-gov:iam::777700008888:role/Reader',
  ])('%s says the account and the role', (roleArn) => {
    expect(readTypedAccount(roleArn)).toEqual({ id: '777700008888', roleArn })
  })

  test.each([
    ['77770000888', 'has 11'],
    ['prod', '12 digits'],
    ['arn:aws:iam::777700008888:user/me', 'not the ARN of a role'],
    ['arn:aws:sts::777700008888:assumed-role/Reader/me', 'not the ARN of a role'],
    ['', '12 digits'],
  ])('%j is told in one sentence', (typed, problem) => {
    expect(readTypedAccount(typed)).toEqual({ problem: expect.stringContaining(problem) })
  })
})
