import { describe, expect, test } from 'vitest'
import { localPath } from './local-path.ts'

describe('the page after signing in', () => {
  test('is the one that was asked for', () => {
    expect(localPath('/findings?severity=critical')).toBe('/findings?severity=critical')
  })

  test.each([
    '//evil.example/x',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    undefined,
    ['/a'],
  ])('is never elsewhere: %j', (next) => {
    expect(localPath(next)).toBe('/')
  })
})
