import { expect, type Page, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** Findings of the staging account that no other test counts. */
const staging = '/findings?severity=medium&account=444455556666'
const hostile = '<img src=x onerror=alert(1)> "quoted"'

async function openFinding(page: Page, list: string, which = 0): Promise<string> {
  await page.goto(list)
  await page.getByRole('rowheader').getByRole('link').nth(which).click()
  await page.getByRole('link', { name: 'Open page' }).click()
  await expect(page).toHaveURL(/\/findings\/F-\d+$/)
  return new URL(page.url()).pathname
}

test('a finding is taken up with a comment that is shown as it was written, and the list says so', async ({ page }) => {
  const path = await openFinding(page, staging)
  const triage = page.getByRole('region', { name: 'Triage' })
  await triage.getByRole('button', { name: 'Save' }).click()
  await expect(triage.getByText('Choose a state or somebody, or write a comment.')).toBeVisible()
  await triage.getByText('In progress').click()
  await triage.getByLabel('Comment').fill(hostile)
  await triage.getByRole('button', { name: 'Save' }).click()
  const history = page.getByRole('region', { name: 'History' })
  await expect(history).toContainText(hostile)
  await expect(history).toContainText('set it to in progress')
  await expect(triage.getByRole('radio', { name: 'In progress' })).toBeChecked()
  await checkPage(page)

  await page.goto(`${staging}&triage=in_progress`)
  await expect(page.locator(`a[href*="${path.split('/').at(-1)}"]`).first()).toBeVisible()
  await expect(page.getByText('in progress', { exact: true }).first()).toBeVisible()
})

test('ticked findings are counted, changed at once and put back', async ({ page }) => {
  await page.goto('/findings?severity=low&account=444455556666')
  const boxes = page.getByRole('checkbox', { name: /^Select F-/ })
  const toolbar = page.getByRole('toolbar', { name: 'With the selected rows' })
  await expect(async () => {
    await boxes.first().setChecked(false)
    await boxes.first().setChecked(true)
    await expect(toolbar).toContainText('1 selected', { timeout: 250 })
  }).toPass()
  await boxes.nth(1).click({ modifiers: ['Shift'] })
  await toolbar.getByRole('button', { name: /^Triage/ }).click()
  await expect(heading(page)).toHaveText('Triage 2 findings at once')
  await checkPage(page)
  await page.getByText('Done', { exact: true }).click()
  await page.getByRole('button', { name: 'Apply to 2 findings' }).click()
  await expect(page.getByText('2 findings of 2 changed.')).toBeVisible()
  await expect(page.getByText('2 findings, just now: set to done.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  await page.goto('/findings?triage=done')
  await expect(heading(page)).toHaveText('Nothing matches')
})

test('every finding of a filter is changed at once, after it was counted', async ({ page }) => {
  const list = '/findings?pillar=storage&account=444455556666'
  await page.goto(list)
  const button = page.getByRole('link', { name: /^Triage \d+$/ })
  const count = (await button.textContent())?.replace(/\D/g, '')
  await button.click()
  await expect(heading(page)).toHaveText(`Triage ${count} finding${count === '1' ? '' : 's'} at once`)
  await expect(page.getByText('Account: larkfield-staging')).toBeVisible()
})

test('an exception is previewed, asked for, listed and revoked', async ({ page }) => {
  const path = await openFinding(page, staging, 2)
  await page.getByRole('link', { name: 'Ask for an exception' }).click()
  await expect(page.getByText('Hides 1 finding now')).toBeVisible()
  await page.getByRole('link', { name: /^Account larkfield-staging/ }).click()
  await expect(page.getByText(/^Hides \d+ findings? now, and later ones in this scope/)).toBeVisible()
  await checkPage(page)
  await page.getByRole('link', { name: 'This finding' }).click()
  await expect(page.getByText('Hides 1 finding now')).toBeVisible()

  await page.getByText('Compensating control').click()
  await page.getByLabel('Why, for an auditor').fill(hostile)
  await page.getByLabel('Or until a day').fill('2020-01-01')
  await page.getByRole('button', { name: 'Accept until then' }).click()
  await expect(page.getByText('Choose a day on which it ends: tomorrow at the earliest')).toBeVisible()
  await expect(page.getByLabel('Why, for an auditor')).toHaveValue(hostile)
  await page.getByLabel('Or until a day').fill('')
  await page.getByRole('button', { name: 'Accept until then' }).click()
  await expect(heading(page)).toHaveText(/^E-\d+ hides 1 finding until \d+ \w+ \d{4}$/)
  await expect(page.getByText(hostile)).toBeVisible()
  await checkPage(page)

  await page.goto('/exceptions')
  await expect(page).toHaveTitle(/^1 exception hides 1 finding.* - Exceptions - Tidewaiter$/)
  const row = page.getByRole('table').getByRole('row', { name: /^E-\d+/ })
  await expect(row).toContainText('Compensating control')
  await expect(row).toContainText(hostile)
  await checkPage(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await checkPage(page)
  await page.setViewportSize({ width: 1366, height: 768 })

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export 1' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^tidewaiter_all_.*_exceptions_active\.csv$/)
  const lines = await (await page.request.get(download.url())).text()
  expect(lines).toContain(`"${hostile.replaceAll('"', '""')}"`)

  await page.goto(path)
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').nth(1).click()
  await page.getByRole('region', { name: 'Exceptions' }).getByRole('link', { name: '1 in force' }).click()
  await expect(page).toHaveURL(/\/exceptions\?check=/)
  await expect(page.getByRole('row', { name: /^E-\d+/ })).toHaveCount(1)
  await checkPage(page)
  await page.getByRole('link', { name: /^Remove filter Check/ }).click()
  await expect(page).toHaveURL(/\/exceptions$/)

  await page.goto(path)
  await expect(page.getByRole('region', { name: 'Exception' })).toContainText('Compensating control')
  await expect(page.getByText('Under exception', { exact: true })).toBeVisible()
  await page.getByRole('region', { name: 'Exception' }).getByRole('link', { name: /^E-/ }).click()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(heading(page)).toHaveText(/^E-\d+ was revoked on /)
  await page.goto(path)
  await expect(page.getByRole('region', { name: 'History' })).toContainText('it was revoked')
})

test('a critical exception waits for a second person, and says to invite one', async ({ page }) => {
  await openFinding(page, '/findings?severity=critical')
  await page.getByRole('link', { name: 'Ask for an exception' }).click()
  await expect(page.getByText('so it stays pending: invite a second auditor or administrator.')).toBeVisible()
  await page.getByLabel('Why, for an auditor').fill('The driver update rolls out next week.')
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  await expect(heading(page)).toHaveText(/^E-\d+ waits for a second person, and hides nothing$/)
  await expect(page.getByText('Nobody else can approve it: invite a second auditor or administrator.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'invite a second auditor or administrator' })).toHaveAttribute(
    'href',
    '/settings/people/new',
  )
  await expect(page.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
  await checkPage(page)
  await page.goto('/exceptions?tab=pending')
  await expect(page.getByRole('listitem').filter({ hasText: 'The driver update' })).toContainText('Critical')
  await checkPage(page)
  await page.getByRole('listitem').filter({ hasText: 'The driver update' }).getByRole('link').first().click()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await expect(heading(page)).toHaveText(/was revoked on/)
})
