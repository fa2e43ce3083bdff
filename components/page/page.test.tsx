import { describe, expect, test } from 'vitest'
import { html, spoken } from '#components/testing/render.tsx'
import { Button } from '#components/ui/button.tsx'
import { Crumbs } from './crumbs.tsx'
import { EmptyState } from './empty-state.tsx'
import { ErrorState } from './error-state.tsx'
import { Facts } from './facts.tsx'
import { GapList } from './gaps.tsx'
import { HiddenLine } from './hidden-line.tsx'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'
import { NumberedStep, Steps } from './steps.tsx'
import { Timeline } from './timeline.tsx'

describe('a page', () => {
  test('is headed by its verdict', () => {
    expect(html(<PageHead verdict="3 critical open" />)).toContain('<h1>3 critical open</h1>')
  })

  test('has parts that are named by their headings', () => {
    const markup = html(
      <Section id="h-fix" title="Fix">
        x
      </Section>,
    )
    expect(markup).toContain('<section aria-labelledby="h-fix"')
    expect(markup).toContain('<h2 id="h-fix">Fix</h2>')
  })

  test('says where it belongs; itself is no link', () => {
    const markup = html(<Crumbs crumbs={[{ label: 'Findings', href: '/findings' }, { label: 'F-12' }]} />)
    expect(markup).toContain('<a href="/findings">Findings</a>')
    expect(markup).toContain('<span aria-current="page">F-12</span>')
  })

  test('pairs terms and values', () => {
    expect(html(<Facts facts={[{ term: 'Region', value: 'eu-west-1' }]} />)).toContain(
      '<dt>Region</dt><dd>eu-west-1</dd>',
    )
  })

  test('counts what it leaves out, and says nothing where nothing is left out', () => {
    const hidden = [{ text: '14 under exception', href: '/exceptions' }]
    expect(spoken(<HiddenLine label="Hidden" hidden={hidden} />)).toBe('Hidden: 14 under exception')
    expect(html(<HiddenLine label="Hidden" hidden={[]} />)).toBe('')
  })

  test('without rows says why and what to do', () => {
    const empty = (
      <EmptyState kind="filtered" title="No finding matches these filters" action={<a href="/findings">Clear</a>} />
    )
    expect(spoken(empty)).toBe('No finding matches these filters Clear')
  })

  test('that failed can be tried again and names the id of its error', () => {
    const failed = (
      <ErrorState title="This page could not be shown" id="e-1" retry={<Button>Try again</Button>}>
        Try again.
      </ErrorState>
    )
    expect(html(failed)).toContain('role="alert"')
    expect(spoken(failed)).toContain('Error id e-1')
  })
})

describe('what could not be read', () => {
  const gap = {
    action: 'ecr:BatchGetImage',
    cause: 'AccessDenied, us-east-1',
    resources: ['shop/web'],
    effect: '2 outcomes in 1 check:',
    checks: [{ title: 'Runs as root', href: '/recommendations/root' }],
  }

  test('names the action, the cause, the resource, the checks and the line that would help', () => {
    expect(spoken(<GapList gaps={[{ ...gap, policyLine: '"ecr:BatchGetImage",' }]} />)).toBe(
      'ecr:BatchGetImage AccessDenied, us-east-1 shop/web 2 outcomes in 1 check: Runs as root Copy line for ecr:BatchGetImage',
    )
    expect(spoken(<GapList gaps={[gap]} />)).not.toContain('Copy')
  })

  test('folds what would be a long list, and counts it', () => {
    const resources = ['a', 'b', 'c', 'd', 'e']
    const markup = html(<GapList gaps={[{ ...gap, resources }]} />)
    expect(markup).toMatch(/2 more resources<\/summary>.*>d<.*>e</s)
  })
})

describe('steps', () => {
  test('say their state and how far the running one is', () => {
    const markup = html(
      <Steps
        label="Steps"
        steps={[
          { title: 'Assume role', state: 'done' },
          { title: 'Collect', state: 'running', progress: { done: 11, of: 14, what: 'Collectors done' } },
        ]}
      />,
    )
    expect(markup.match(/aria-current="step"/g)).toHaveLength(1)
    expect(markup).toContain('role="progressbar" aria-label="Collectors done" aria-valuenow="11"')
    expect(markup).toContain('aria-valuemax="14"')
  })

  test('that are done say so in words', () => {
    const step = (
      <NumberedStep id="s1" number={1} state="done" title="Account">
        x
      </NumberedStep>
    )
    expect(spoken(step)).toContain('Step 1, done')
  })
})

describe('a history', () => {
  test('has exact times and shows hostile text as text', () => {
    const at = new Date('2026-11-22T08:04:00Z')
    const markup = html(<Timeline events={[{ id: '1', at, text: '<script>alert(1)</script>', tone: 'fail' }]} />)
    expect(markup).toContain(
      '<time dateTime="2026-11-22T08:04:00.000Z" title="2026-11-22 08:04 UTC">22 Nov 08:04</time>',
    )
    expect(markup).not.toContain('<script')
  })
})
