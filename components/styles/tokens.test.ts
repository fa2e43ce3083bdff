import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

type Theme = 'light' | 'dark'

const colours = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
)

function colour(name: string, theme: Theme): string {
  const found = colours.get(name)
  if (!found) throw new Error(`tokens.css has no colour ${name}`)
  return found[theme]
}

/** WCAG 2.2, relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['bg', 'bg-side', 'bg-inset', 'bg-hover', 'bg-selected']
const inks = [...colours.keys()].filter((name) => /^(text|sev|st)/.test(name) || name === 'accent')
const pairs: [string, string][] = [
  ...inks.flatMap((ink) => surfaces.map((surface): [string, string] => [ink, surface])),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['diff-add-ink', 'diff-add-bg'],
  ['diff-del-ink', 'diff-del-bg'],
  ['st-fail', 'mark-bad-bg'],
  ['text', 'mark-unknown-bg'],
  ['text-2', 'mark-unknown-bg'],
]

describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
  test('every ink can be read on every surface it may stand on (4.5 to 1)', () => {
    const weak = pairs.filter(([ink, surface]) => contrast(colour(ink, theme), colour(surface, theme)) < 4.5)
    expect(weak).toEqual([])
  })

  test('edges of controls, focus and measured amounts can be told from their surface (3 to 1)', () => {
    const edges = ['border-control', 'focus', 'bar', 'chart-line', 'mark-bad-edge']
    expect(edges.filter((edge) => contrast(colour(edge, theme), colour('bg', theme)) < 3)).toEqual([])
  })
})

test('the tokens were read', () => {
  expect(inks.length).toBeGreaterThan(12)
})
