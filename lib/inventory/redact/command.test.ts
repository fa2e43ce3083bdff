import { describe, expect, test } from 'vitest'
import { classifyCommand } from './command.ts'

const KEY = 'test-digest-key'

describe('a health check', () => {
  const kindOf = (words: string[]) => classifyCommand(words, KEY).kind

  test.each([[[]], [['NONE']], [['CMD']], [['CMD-SHELL', ' ']]])('%j is switched off', (words: string[]) => {
    expect(kindOf(words)).toBe('none')
  })

  test.each([
    [['CMD-SHELL', 'exit 0']],
    [['CMD-SHELL', 'true']],
    [['CMD', 'true']],
    [['CMD', '/bin/true']],
    [['CMD', 'echo', 'ok']],
    [['CMD-SHELL', ':']],
    [['CMD-SHELL', 'curl -f http://localhost/ || true']],
    [['CMD-SHELL', 'curl -f http://localhost/ || exit 0']],
    [['CMD-SHELL', 'curl -f http://localhost/; exit 0']],
    [['CMD-SHELL', 'exit 0 || exit 1']],
    [['CMD-SHELL', 'true || exit 1']],
    [['CMD-SHELL', 'curl -f http://localhost/ && echo up || echo down']],
    [['CMD', 'sh', '-c', 'curl -f http://localhost/ || true']],
    [['exit 0']],
  ])('%j can only succeed', (words: string[]) => {
    expect(kindOf(words)).toBe('constant-success')
  })

  test.each([
    [['CMD-SHELL', 'curl -f http://localhost/ || exit 1']],
    [['CMD-SHELL', 'curl -f http://localhost/']],
    [['CMD', 'curl', '-f', 'http://localhost/']],
    [['CMD-SHELL', 'true && curl -f http://localhost/']],
    [['CMD-SHELL', 'false || exit 1']],
    [['CMD-SHELL', 'exit 1']],
    [['CMD-SHELL', 'curl -f http://localhost/ && exit 0 || exit 1']],
    [['CMD-SHELL', 'curl -f http://localhost/ || exit']],
    [['CMD-SHELL', 'if curl -f http://localhost/; then exit 0; else exit 1; fi']],
    [['CMD-SHELL', 'exit 1; true']],
    [['CMD', '/app/true-probe']],
    [['CMD', '/healthcheck']],
  ])('%j is a real probe', (words: string[]) => {
    expect(kindOf(words)).toBe('real')
  })
})

test('a command keeps the facts of the whole and of each word', () => {
  const facts = classifyCommand(['./serve', '--port', '8080'], KEY)
  expect(facts.words).toBe(3)
  expect(facts.text.length).toBe('./serve --port 8080'.length)
  expect(facts.each.map((word) => word.shape)).toEqual(['path', 'text', 'number'])
  expect(JSON.stringify(facts)).not.toContain('serve')
})

test('a secret split over two words is found in the whole', () => {
  expect(classifyCommand(['./serve', '--password', 's3cr3tvalue'], KEY).text.embedded).toEqual(['password'])
})
