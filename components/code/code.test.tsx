import { describe, expect, test } from 'vitest'
import { html, spoken } from '#components/testing/render.tsx'
import { DiffView } from './diff-view.tsx'
import { EvidenceExcerpt } from './evidence-excerpt.tsx'
import { Snippet } from './snippet.tsx'

describe('evidence', () => {
  const evidence = (
    <EvidenceExcerpt
      source="payments-api:57"
      path="containerDefinitions[0].environment[1].value"
      lines={[
        { number: 17, text: '"image": "</code><script>alert(1)</script>"' },
        { folded: 8 },
        { number: 30, text: '"value": ‹redacted, 43›,', marked: true, note: 'Key prefix of a payment acquirer' },
      ]}
    />
  )

  test('marks the line that decides and says what is wrong with it in words', () => {
    expect(html(evidence)).toMatch(/class="line bad"><span class="ln">30<\/span>/)
    expect(spoken(evidence)).toContain('Key prefix of a payment acquirer')
  })

  test('says how much it leaves out', () => {
    expect(spoken(evidence)).toContain('8 lines')
  })

  test('shows hostile text as text', () => {
    expect(html(evidence)).not.toContain('<script')
  })

  test('lets redacted values stand back without changing the text', () => {
    expect(html(evidence)).toContain('&quot;value&quot;: <span class="dim">‹redacted, 43›</span>,')
  })

  test('can be reached and scrolled by keyboard', () => {
    expect(html(evidence)).toContain('<pre tabindex="0">')
  })
})

describe('a diff', () => {
  const diff = (
    <DiffView
      title="payments-api:57 to 58"
      lines={[
        { number: 28, change: 'same', text: '"environment": [' },
        { number: 30, change: 'del', text: '{ "name": "TOKEN" }' },
        { number: 33, change: 'add', text: '{ "valueFrom": "arn" }' },
        { number: 34, change: 'add', text: ']' },
      ]}
    />
  )

  test('counts its lines and marks them by sign, not by colour alone', () => {
    expect(spoken(diff)).toContain('+2 lines added −1 lines removed')
    expect(html(diff)).toContain('<span class="sg">−</span>{ &quot;name&quot;')
    expect(html(diff)).toContain('<span class="sg">+</span>{ &quot;valueFrom&quot;')
  })
})

describe('a snippet', () => {
  test('numbers its lines, sets comments back and has no empty last line', () => {
    const markup = html(<Snippet name="AWS CLI" text={'# first\naws ecs list-clusters\n'} />)
    expect(markup.match(/class="ln"/g)).toHaveLength(2)
    expect(markup).toContain('class="line dim"><span class="ln">1</span># first')
  })

  test('names itself once in words: in its head, or for those who cannot see the tab above it', () => {
    expect(html(<Snippet name="Terraform" text="x" />)).toContain('aria-label="Terraform"')
    expect(html(<Snippet name="Terraform" text="x" />)).not.toContain('<figcaption>')
    expect(html(<Snippet name="Terraform" title text="x" />)).toContain('<figcaption>')
  })
})
