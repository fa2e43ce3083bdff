import { describe, expect, test } from 'vitest'
import { FilterBar } from '#components/filters/filter-bar.tsx'
import { FilterChip } from '#components/filters/filter-chip.tsx'
import { html, spoken } from '#components/testing/render.tsx'
import { Button, LinkButton } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { describedBy, Field, Input } from './field.tsx'
import { Message } from './message.tsx'
import { Pagination } from './pagination.tsx'
import { Popover } from './popover.tsx'
import { SegmentedField } from './segmented.tsx'
import { StateTabs } from './state-tabs.tsx'
import { Tabs } from './tabs.tsx'

describe('controls', () => {
  test('a button submits nothing unless it is told to', () => {
    expect(html(<Button>Close</Button>)).toContain('type="button"')
  })

  test('a button that goes somewhere is a link', () => {
    expect(html(<LinkButton href="/findings">Open</LinkButton>)).toBe('<a class="btn" href="/findings">Open</a>')
  })

  test('a copy button says what it copies, and has a place to say that it did', () => {
    expect(spoken(<CopyButton value="x" what="ARN" />)).toBe('Copy ARN')
    expect(html(<CopyButton value="x" />)).toContain('role="status"')
  })

  test('a field is named by its label and described by its error', () => {
    const field = (
      <Field id="alias" label="Alias" hint="Up to 40 characters" error="Give the alias at most 40 characters.">
        <Input id="alias" aria-invalid aria-describedby={describedBy('alias')} />
      </Field>
    )
    expect(html(field)).toContain('<label for="alias"')
    expect(html(field)).toContain('aria-describedby="alias-note"')
    expect(html(field)).toContain('id="alias-note"')
    expect(spoken(field)).toBe('Alias Give the alias at most 40 characters.')
  })

  test('an error is announced, a success told quietly', () => {
    expect(html(<Message tone="error">No.</Message>)).toContain('role="alert"')
    expect(html(<Message tone="success">Saved.</Message>)).toContain('role="status"')
  })

  test('a choice in a form works without script', () => {
    const options = [
      { label: '30 d', value: '30' },
      { label: '90 d', value: '90' },
    ]
    const markup = html(<SegmentedField legend="Until" name="until" options={options} defaultValue="90" />)
    expect(markup).toContain('<legend')
    expect(markup.match(/checked=""[^>]*value="90"/)).not.toBeNull()
  })

  test('a panel opens by the browser itself', () => {
    const markup = html(
      <Popover id="scope" trigger="All accounts">
        x
      </Popover>,
    )
    expect(markup).toContain('popoverTarget="scope"')
    expect(markup).toContain('<div id="scope" popover="auto"')
  })
})

describe('tabs', () => {
  test('keep every panel in the page and show one', () => {
    const markup = html(
      <Tabs
        label="How to apply"
        tabs={[
          { label: 'AWS CLI', content: 'aws ecs' },
          { label: 'Terraform', content: 'resource' },
        ]}
      />,
    )
    expect(markup.match(/role="tabpanel"/g)).toHaveLength(2)
    expect(markup.match(/hidden=""/g)).toHaveLength(1)
    expect(markup.match(/tabindex="0"/gi)).toHaveLength(1)
  })

  test('of state are links, so that every state has an address', () => {
    const tabs = [
      { label: 'Open', href: '/findings', count: 155, current: true },
      { label: 'New', href: '/findings?tab=new', count: 0, current: false },
    ]
    const markup = html(<StateTabs label="Findings by state" tabs={tabs} />)
    expect(markup).toContain('<a aria-current="page" href="/findings">')
    expect(spoken(<StateTabs label="Findings by state" tabs={tabs} />)).toBe('Open 155 New 0')
  })
})

describe('lists', () => {
  test('a filter says what it is and what removing it removes', () => {
    const chip = <FilterChip name="Owner" value={'"><script>'} removeHref="/findings" />
    expect(html(chip)).toContain('aria-label="Remove filter Owner &quot;&gt;&lt;script&gt;"')
  })

  test('searching keeps the filters in force', () => {
    const bar = (
      <FilterBar label="Filter" action="/findings" placeholder="Search" keep={[{ name: 'severity', value: 'high' }]} />
    )
    expect(html(bar)).toContain('<input type="hidden" name="severity" value="high"/>')
  })

  test('pages say which rows of how many, and go only where there are more', () => {
    expect(spoken(<Pagination from={1} to={50} total={155} nextHref="?page=2" />)).toBe('1 to 50 of 155 Next')
    expect(spoken(<Pagination from={0} to={0} total={0} />)).toBe('Nothing to show')
  })
})
