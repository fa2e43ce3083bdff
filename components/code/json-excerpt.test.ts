import { describe, expect, test } from 'vitest'
import { jsonExcerpt } from './json-excerpt.ts'
import { jsonLines } from './json-lines.ts'

const secret = { length: 43, digest: 'abc', shape: 'text', patterns: [], embedded: [], entropy: 4.6 }
const definition = {
  family: 'payments-api',
  containerDefinitions: [
    {
      name: 'api',
      image: 'payments-api@sha256:9f2c',
      environment: [
        { name: 'LOG_LEVEL', value: { ...secret, length: 4 } },
        { name: 'ACQUIRER_API_TOKEN', value: secret },
      ],
      mountPoints: [],
    },
  ],
  cpu: '256',
}

describe('a document as lines', () => {
  test('is JSON again once its lines are joined', () => {
    const plain = { a: 1, b: [true, null, 'x"y'], c: { d: ['a'.repeat(60), 'b'.repeat(60)] }, e: {} }
    const text = jsonLines(plain)
      .map((line) => line.text)
      .join('\n')
    expect(JSON.parse(text)).toEqual(plain)
  })

  test('says of a redacted value its length alone', () => {
    const text = jsonLines(definition)
      .map((line) => line.text)
      .join('\n')
    expect(text).toContain('{ "name": "ACQUIRER_API_TOKEN", "value": ‹redacted, 43› }')
    expect(text).not.toMatch(/digest|entropy/)
  })
})

describe('an excerpt', () => {
  test('marks the line a value stands on, with its note', () => {
    const note = 'Key prefix of a payment acquirer'
    const lines = jsonExcerpt(definition, [{ path: 'containerDefinitions[0].environment[1].value', note }], 1)
    expect(lines).toContainEqual({
      number: 9,
      text: '        { "name": "ACQUIRER_API_TOKEN", "value": ‹redacted, 43› }',
      marked: true,
      note,
    })
  })

  test('marks the record that lacks a field', () => {
    const lines = jsonExcerpt(definition, [{ path: 'containerDefinitions[0].user', note: 'absent' }], 0)
    expect(lines).toEqual([{ folded: 3 }, { number: 4, text: '    {', marked: true, note: 'absent' }, { folded: 11 }])
  })

  test('leaves nothing out uncounted', () => {
    const lines = jsonExcerpt(definition, [{ path: 'cpu' }, { path: 'family' }], 1)
    const counted = lines.reduce((sum, line) => sum + ('folded' in line ? line.folded : 1), 0)
    expect(counted).toBe(jsonLines(definition).length)
  })

  test('of facts that are not in the document is empty', () => {
    expect(jsonExcerpt(definition, [{ path: 'derived: exposure' }])).toEqual([])
  })

  test('joins what several reasons say about one line', () => {
    const marks = [
      { path: 'cpu', note: 'too small' },
      { path: 'cpu', note: 'not a number' },
    ]
    expect(jsonExcerpt(definition, marks, 0)).toContainEqual(
      expect.objectContaining({ marked: true, note: 'too small; not a number' }),
    )
  })
})
