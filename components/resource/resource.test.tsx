import { describe, expect, test } from 'vitest'
import { html, spoken } from '#components/testing/render.tsx'
import { AccountRegion } from './account-region.tsx'
import { Arn } from './arn.tsx'

const arn = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/payments-api:57'

describe('an ARN', () => {
  test('keeps its end and is in the page whole, so that selecting and searching find all of it', () => {
    const markup = html(<Arn arn={arn} copy={false} />)
    expect(markup.replace(/<[^>]*>/g, '')).toBe(arn)
    const head = markup.match(/class="arn-head">([^<]*)</)?.[1] ?? ''
    expect(arn.slice(head.length)).toBe('tion/payments-api:57')
  })

  test('shorter than what always shows has nothing to give way', () => {
    expect(html(<Arn arn="lt-0abc" copy={false} />)).toContain('<span class="arn-head"></span>lt-0abc')
  })

  test('has a button that says what it copies', () => {
    expect(spoken(<Arn arn={arn} />)).toContain('Copy ARN')
    expect(spoken(<Arn arn="tw-1" what="external id" />)).toContain('Copy external id')
  })

  test('that is hostile is text', () => {
    const markup = html(<Arn arn={'arn:aws:ecs:::cluster/"><script>alert(1)</script>'} />)
    expect(markup).not.toContain('<script')
    expect(markup).toContain('&lt;script&gt;')
  })
})

describe('account and region', () => {
  test('the alias leads and the id is there once', () => {
    expect(spoken(<AccountRegion alias="prod" id="111122223333" region="eu-west-1" />)).toBe(
      'prod eu-west-1 111122223333',
    )
    expect(spoken(<AccountRegion id="111122223333" />)).toBe('111122223333')
  })
})
