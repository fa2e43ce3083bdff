import { expect, test } from 'vitest'
import type { Viewer } from '#lib/data/viewer.ts'
import { selectionOf, selectionWords } from './selection.ts'

const viewer: Viewer = { userId: 'daly', role: 'operator', accounts: 'all' }

function read(search: string) {
  const selection = selectionOf(viewer, search)
  if ('problem' in selection) throw new Error(selection.problem)
  return selection
}

test('a whole list is what its address says, without its page and what is open beside it', () => {
  const selection = read('severity=high,low&assigned=me&after=abc&from=51')
  expect(selection.filter).toMatchObject({ tab: 'open', severities: ['high', 'low'], assignee: 'daly' })
  expect(selection.filter.findings).toBeUndefined()
  expect(selection.listHref).toBe('/findings?severity=high,low&assigned=me')
  expect(selectionWords(selection, (_, value) => value)).toBe('Severity: high, low; Assigned to: me')
})

test('ticked findings are exactly those', () => {
  expect(read('tab=excepted&finding=F-7&finding=F-9')).toMatchObject({
    filter: { tab: 'excepted', findings: ['F-7', 'F-9'] },
    ticked: 2,
  })
})

test('what is not open, or no address of a list, is refused with a sentence', () => {
  expect(() => read('tab=resolved')).toThrow('Only open findings are triaged')
  expect(() => read('finding=F-7&finding=all')).toThrow('There is no finding “all” to triage')
  expect(() => read('severity=urgent')).toThrow('There is no severity “urgent”')
})
