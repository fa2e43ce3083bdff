import { describe, expect, test } from 'vitest'
import { html, spoken } from '#components/testing/render.tsx'
import { AppShell } from './app-shell.tsx'
import { currentness } from './currentness.ts'
import type { ScopeFacts, ShellData } from './shell-data.ts'
import { parseTheme } from './theme.ts'

const notScanned: ScopeFacts = { lastScan: null, coverage: null }

const data: ShellData = {
  now: new Date('2026-11-22T14:06:00Z'),
  theme: 'system',
  nav: [
    { items: [{ label: 'Findings', href: '/findings', note: '155' }] },
    { title: 'Operate', items: [{ label: 'Scans', href: '/scans' }] },
  ],
  accounts: [
    { id: '111122223333', alias: '<b>prod</b>', facts: notScanned },
    { id: '444455556666', facts: notScanned },
  ],
  facts: {
    lastScan: { at: new Date('2026-11-22T08:04:00Z'), href: '/scans/412', failing: 1 },
    coverage: { percent: 94.9, unknown: 17, href: '/findings?tab=unknown' },
  },
  runningScan: { text: 'prod scan running, 11 of 14', href: '/scans/413' },
  notice: 'Demo',
  searchHref: '/findings',
  user: { name: 'M. Okafor', role: 'Administrator', links: [{ label: 'Settings', href: '/settings' }] },
}

const signOut = async () => {}
const shell = (changes: Partial<ShellData> = {}) => (
  <AppShell data={{ ...data, ...changes }} signOut={signOut}>
    <h1>3 critical open</h1>
  </AppShell>
)

describe('the shell', () => {
  test('always says how old and how complete the numbers are', () => {
    expect(spoken(shell())).toContain('Scanned 6 h ago , 1 failing')
    expect(spoken(shell())).toContain('Coverage 94 %, 17 unknown')
    expect(spoken(shell())).toContain('prod scan running, 11 of 14')
  })

  test('says so before the first scan instead of showing a number', () => {
    const text = spoken(shell({ facts: notScanned, runningScan: undefined }))
    expect(text).toContain('Not scanned yet')
    expect(text).not.toContain('Coverage')
  })

  test('has a way past the navigation, one navigation and one main part', () => {
    const markup = html(shell())
    expect(markup.startsWith('<a class="skip" href="#main">')).toBe(true)
    expect(markup.match(/<nav /g)).toHaveLength(1)
    expect(markup.match(/<main id="main"/g)).toHaveLength(1)
  })

  test('links only what it was given', () => {
    const markup = html(shell())
    expect(markup).toContain('href="/findings"')
    expect(markup).not.toContain('href="/compliance"')
  })

  test('shows the alias of an account as text, whatever it contains', () => {
    expect(html(shell())).toContain('&lt;b&gt;prod&lt;/b&gt;')
  })

  test('says that it is a demo', () => {
    expect(spoken(shell())).toContain('Demo')
    expect(spoken(shell({ notice: undefined }))).not.toContain('Demo')
  })

  test('searches by an ordinary form, so that it works without script', () => {
    expect(html(shell())).toMatch(/<form action="\/findings">.*<input[^>]*name="q"/)
  })

  test('carries no style attribute', () => {
    expect(html(shell())).not.toMatch(/ style=/)
  })
})

describe('the navigation', () => {
  test('marks the page, and the part of the product a page belongs to', () => {
    expect(currentness('/findings', '/findings')).toBe('page')
    expect(currentness('/findings/F-12', '/findings')).toBe('true')
  })

  test('does not take a longer name or the overview for the part above', () => {
    expect(currentness('/findings-old', '/findings')).toBeUndefined()
    expect(currentness('/findings', '/')).toBeUndefined()
  })
})

describe('the theme cookie', () => {
  test('with anything but our values follows the system', () => {
    expect(['light', 'dark', 'blue', '"><script>', undefined].map(parseTheme)).toEqual([
      'light',
      'dark',
      'system',
      'system',
      'system',
    ])
  })
})
