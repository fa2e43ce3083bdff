import { expect, test } from 'vitest'
import { clearObject, clearText } from './clear-text.ts'
import { corpusTools } from './testing/corpus.ts'

const t = corpusTools(11)

test('ordinary texts stay as they are, however often they come', () => {
  const texts = ['payments', 'Ledger Team <ledger@payments.example>', '', 'arn:aws:s3:::config/app.env', t.uuid()]
  for (const text of [...texts, ...texts]) expect(clearText('owner', text)).toBe(text)
  expect(clearText(undefined, 'Essential container in task exited')).toBe('Essential container in task exited')
})

test.each([
  ['note', `ghp_${t.alnum(36)}`],
  ['DB_PASSWORD', 'hunter2'],
  [undefined, 'exec: "mysql -h db -ps3cr3tvalue": executable file not found in $PATH'],
  ['url', 'postgres://app:s3cr3tvalue@db.payments.internal/ledger'],
  ['ref', t.alnum(40)],
])('a secret under %s is not kept', (name, text) => {
  expect(clearText(name, text)).toBe(`[redacted, ${text.length} characters]`)
})

test('of an object whose key holds a secret the bucket is kept', () => {
  const plain = 'arn:aws:s3:::config/web/production.env'
  expect(clearObject(plain)).toBe(plain)
  const careless = `arn:aws:s3:::config/web/ghp_${t.alnum(36)}.env`
  expect(clearObject(careless)).toBe(`arn:aws:s3:::config/[redacted, ${careless.length} characters]`)
  const login = 'postgres://app:s3cr3tvalue@db.internal/app.env'
  expect(clearObject(login)).toBe(`[redacted, ${login.length} characters]`)
})
