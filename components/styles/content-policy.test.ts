import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const sources = globSync('{app,components}/**/*.tsx', { cwd: root }).filter((file) => !file.endsWith('.test.tsx'))

test('no page and no component writes a style attribute, a style element or raw markup: the content policy refuses them', () => {
  const forbidden = /\sstyle=|<style|dangerouslySetInnerHTML/
  expect(sources.length).toBeGreaterThan(50)
  expect(sources.filter((file) => forbidden.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([])
})
