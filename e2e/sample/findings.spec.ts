import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'

test('the list holds at least 14 rows in sight, the worst first', async ({ page }) => {
  await page.goto('/findings')
  await expect(page).toHaveTitle(/^\d+ critical, \d+ high - Findings - Tidewaiter$/)
  const rows = page.getByRole('table').getByRole('row')
  await expect(rows.nth(1)).toContainText('Critical')
  await expect(rows.nth(14)).toBeInViewport({ ratio: 1 })
  await checkPage(page)
})

test('filters go into the address, come back from it, and can be taken away', async ({ page }) => {
  await page.goto('/findings')
  await page.getByRole('button', { name: 'Pillar' }).click()
  await page.getByRole('link', { name: /^Storage/ }).click()
  await expect(page).toHaveURL(/\/findings\?pillar=storage$/)
  await expect(page.getByRole('rowheader', { name: 'EFS mount without TLS' }).first()).toBeVisible()

  await page.getByRole('searchbox', { name: 'Search findings' }).last().fill('reporting')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/findings\?pillar=storage&q=reporting$/)
  await page.reload()
  await expect(page.getByText('Search reporting')).toBeVisible()

  await page.getByRole('link', { name: 'Remove filter Pillar Storage' }).click()
  await expect(page).toHaveURL(/\/findings\?q=reporting$/)
  await page.goBack()
  await expect(page).toHaveURL(/\/findings\?pillar=storage&q=reporting$/)
})

test('a filter that leaves nothing never reads as a clean estate', async ({ page }) => {
  await page.goto('/findings?q=no-such-resource')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing matches')
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(/\/findings$/)
})

test('an address that asks for what does not exist says what to take out', async ({ page }) => {
  await page.goto('/findings?severity=urgent')
  await expect(page.getByText('There is no severity “urgent”: take it out of the address.')).toBeVisible()
})

test('pages follow each other without a gap', async ({ page }) => {
  await page.goto('/findings')
  const places = page.getByRole('navigation', { name: 'Pages' })
  await expect(places).toContainText(/^1 to 50 of \d+/)
  await places.getByRole('link', { name: 'Next' }).click()
  await expect(places).toContainText(/^51 to 100 of \d+/)
  await places.getByRole('link', { name: 'Previous' }).click()
  await expect(places).toContainText(/^1 to 50 of \d+/)
})

test('the keyboard moves through the list, opens, leafs and closes', async ({ page }) => {
  await page.goto('/findings')
  const names = page.getByRole('rowheader').getByRole('link')
  await expect(async () => {
    await page.keyboard.press('k')
    await expect(names.first()).toBeFocused({ timeout: 250 })
  }).toPass()
  await page.keyboard.press('j')
  await expect(names.nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(names.first()).toBeFocused()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary')
  await expect(drawer).toContainText(/^F-\d+1 of \d+/, { timeout: 15_000 })
  await page.keyboard.press(']')
  await expect(drawer).toContainText(/^F-\d+2 of \d+/)
  await page.keyboard.press('[')
  await expect(drawer).toContainText(/^F-\d+1 of \d+/)
  await checkPage(page)
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(page).toHaveURL(/\/findings$/)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search findings' }).last()).toBeFocused()
})

test('ticked rows can be copied as links', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/findings')
  const boxes = page.getByRole('checkbox', { name: /^Select F-/ })
  const toolbar = page.getByRole('toolbar', { name: 'With the selected rows' })
  await expect(async () => {
    await boxes.first().setChecked(false)
    await boxes.first().setChecked(true)
    await expect(toolbar).toContainText('1 selected', { timeout: 250 })
  }).toPass()
  await boxes.nth(2).click({ modifiers: ['Shift'] })
  await expect(toolbar).toContainText('3 selected')
  await toolbar.getByRole('button', { name: /^Copy links/ }).click()
  await expect(toolbar).toContainText('Copied')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split('\n')).toHaveLength(3)
  expect(copied).toMatch(/^http:\/\/localhost:\d+\/findings\/F-\d+$/m)
})

test('groups by check and by resource lead back to single findings', async ({ page }) => {
  await page.goto('/findings?group=check')
  await page.getByRole('link', { name: 'Container runs as root' }).click()
  await expect(page).toHaveURL(/\/findings\?check=ctr-non-root-user$/)
  await page.getByRole('link', { name: 'Resource', exact: true }).first().click()
  await expect(page).toHaveURL(/\/findings\?check=ctr-non-root-user&group=resource$/)
  await expect(page.getByRole('table', { name: /^Findings by resource/ })).toBeVisible()
})

test('the export holds what the filter says, all pages, under a telling name', async ({ page }) => {
  await page.goto('/findings?account=111122223333')
  const button = page.getByRole('link', { name: /^Export \d+$/ })
  const count = Number((await button.textContent())?.replace(/\D/g, ''))
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  expect(download.suggestedFilename()).toMatch(/^tidewaiter_111122223333_\d{4}-\d\d-\d\d_findings\.csv$/)
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n')
  expect(count).toBeGreaterThan(50)
  expect(lines).toHaveLength(count + 1)
  expect(lines[0]).toMatch(/^\uFEFFid,severity,/)
})

test('a finding shows the value that decides, never a secret, and the fix with its names', async ({ page }) => {
  await page.goto('/findings?check=scr-no-plaintext-env&q=admin-portal&account=111122223333')
  await page.getByRole('rowheader').getByRole('link').first().click()
  await page.getByRole('link', { name: 'Open page' }).click()
  await expect(page).toHaveTitle(
    /^Critical: Plaintext secret in environment, admin-portal \/ app - Findings - Tidewaiter$/,
  )
  await expect(page.getByRole('figure', { name: 'Evidence' })).toContainText('"SCM_TOKEN", "value": ‹redacted, 40›')
  await expect(page.getByRole('figure', { name: 'AWS CLI commands' })).toContainText(
    'aws ecs update-service --cluster backoffice --service admin-portal --task-definition admin-portal',
  )
  await page.getByRole('tab', { name: 'Terraform' }).click()
  await expect(page.getByRole('figure', { name: 'Terraform' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  await checkPage(page)
})

test('what could not be judged says so, and is no pass', async ({ page }) => {
  await page.goto('/findings?tab=unknown')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ could not be judged$/)
  await page.getByRole('rowheader').getByRole('link').first().click()
  await page.getByRole('link', { name: 'Open page' }).click()
  await expect(page.getByText('This could not be judged, so it is not counted as a pass.')).toBeVisible()
  await checkPage(page)
})

test('the list can be read on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/findings')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await checkPage(page)
})

test('a link to a page of the list that was edited by hand says so, and the list is a step away', async ({ page }) => {
  const name = Buffer.from(JSON.stringify(['no time', 'web'])).toString('base64url')
  for (const place of ['none', name]) {
    await page.goto(`/findings?sort=first-seen&after=${place}`)
    await expect(page.getByText('This link to a page of the list is broken')).toBeVisible()
  }
  await checkPage(page)
  await page.getByRole('button', { name: 'Show the whole list' }).click()
  await expect(page).toHaveTitle(/^\d+ critical, \d+ high - Findings - Tidewaiter$/)
})
