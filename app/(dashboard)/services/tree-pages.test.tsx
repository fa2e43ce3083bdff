import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { TreePages } from './_components/tree-pages.tsx'
import type { TreePage } from './read-tree.ts'

const count = (id: string) => ({ account: { id, alias: id }, services: 400 })
const pages = [[count('111111111111'), count('222222222222')], [count('333333333333')], [count('444444444444')]]

function links(tree: TreePage): string[] {
  const markup = renderToStaticMarkup(<TreePages tree={tree} query={{ open: 'all' }} />)
  return [...markup.matchAll(/href="([^"]*)"[^>]*>([^<]*)/g)].map(([, href, text]) => `${text} ${href}`)
}

test('from a page of the tree the accounts before and after it are a link away, opened as far as these', () => {
  expect(links({ clusters: [], pages, index: 1 })).toEqual([
    'Previous /services?from=111111111111&amp;open=all',
    'Next /services?from=444444444444&amp;open=all',
  ])
  expect(links({ clusters: [], pages, index: 2 })).toEqual(['Previous /services?from=333333333333&amp;open=all'])
})

test('a page says which of the accounts it shows; a tree of one page says nothing', () => {
  const tree = { clusters: [], pages, index: 1 }
  expect(renderToStaticMarkup(<TreePages tree={tree} query={{ open: 'all' }} />)).toContain('3 to 3 of 4 accounts')
  expect(
    renderToStaticMarkup(<TreePages tree={{ ...tree, pages: pages.slice(0, 1), index: 0 }} query={{ open: 'all' }} />),
  ).toBe('')
})
