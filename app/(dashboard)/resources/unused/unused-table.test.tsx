import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { UnusedRevision } from '#lib/data/registered/read.ts'
import { Untold } from './_components/untold.tsx'
import { UnusedTable } from './_components/unused-table.tsx'

const account = { id: '111122223333', alias: 'prod' }
const row = (given: Partial<UnusedRevision>): UnusedRevision => ({
  ...{ account, region: 'eu-west-1', family: 'web', revision: 1 },
  ...given,
})
const shown = (...rows: UnusedRevision[]) => {
  const counts = { revisions: rows.length, families: 1, cautions: 1 }
  return renderToStaticMarkup(<UnusedTable page={{ rows }} query={{}} counts={counts} />)
}

test('a revision says when it was registered, since when it is unused, and who may need it', () => {
  const html = shown(row({ registeredAt: '2026-01-02T00:00:00.000Z', caution: 'rollback' }))
  for (const words of ['web', '2 Jan 2026', 'never seen in use', 'a rollback may need it', 'prod']) {
    expect(html).toContain(words)
  }
})

test('a name that is none is text, and gets no command', () => {
  const html = shown(row({ family: '<img src=x onerror=alert(1)>' }))
  expect(html).not.toContain('<img')
  expect(html).not.toContain('deregister')
})

test('regions that could not be told are named, with the day of the last scan that could', () => {
  const regions = [
    { account, region: 'eu-west-1' },
    { account, region: 'us-east-1', toldAt: '2026-01-02T00:00:00.000Z' },
  ]
  const html = renderToStaticMarkup(<Untold regions={regions} />)
  expect(html).toContain('nothing is known yet')
  expect(html).toContain('as of 2 Jan 2026')
  expect(renderToStaticMarkup(<Untold regions={[]} />)).toBe('')
})
