import { describe, expect, test } from 'vitest'
import { pool } from './client.ts'
import { BrokenPlace } from './invalid.ts'
import { type Key, readPlace, writePlace } from './place.ts'
import { setupTestDatabase } from './testing/database.ts'

setupTestDatabase()

const written: Readonly<Record<Key['type'], readonly string[]>> = {
  text: ['', 'web', "'; drop table finding; --", '🐳 é'],
  smallint: ['-32768', '0', '32767'],
  int: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
  uuid: ['00ff0123-4567-89ab-cdef-0123456789ab'],
  timestamptz: ['2026-02-28 10:00:00+00', '2026-11-22 23:59:59.999999-03:30', 'infinity'],
  severity: ['critical', 'info'],
}

/** Postgres refuses each of them, or could not have written it. */
const broken: Readonly<Record<Key['type'], readonly string[]>> = {
  text: ['a\0b'],
  smallint: ['', '32768', '-32769', '1.5', '1e3', 'web'],
  int: ['2147483648', 'NaN', ' 1'],
  bigint: ['9223372036854775808', '99999999999999999999999', '--1'],
  uuid: ['', '00ff0123456789ab', 'x0ff0123-4567-89ab-cdef-0123456789ab'],
  timestamptz: ['', 'yesterday', '2026-02-30 10:00:00+00', '2026-13-01 10:00:00+00', '2026-11-22 25:00:00+00', '7'],
  severity: ['worst', 'CRITICAL'],
}

const types = Object.keys(written) as Key['type'][]
const key = (type: Key['type']): Key => ({ sql: 'x', type })

describe('a place in a list', () => {
  test.each(types)('of the type %s that Postgres wrote is read, and is the same for Postgres again', async (type) => {
    for (const value of written[type]) {
      const place = writePlace([value])
      expect(readPlace(place, [key(type)])).toEqual([value])
      const { rows } = await pool().query(`select $1::${type} = $1::text::${type} as same`, [value])
      expect(rows).toEqual([{ same: true }])
    }
  })

  test.each(types)('of the type %s that was edited by hand is refused in one sentence', (type) => {
    for (const value of broken[type]) {
      expect(() => readPlace(writePlace([value]), [key(type)]), value).toThrow(BrokenPlace)
    }
  })

  test.each(['', 'no base64 at all !', 'e30', 'WzFd', 'WyJhIiwiYiJd'])(
    'that is none, such as "%s", is refused',
    (text) => {
      expect(() => readPlace(text, [key('text')])).toThrow('start again from the first page')
    },
  )
})
