import { expect, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'

test('the history leads to a scan with its calls, what it missed and when it worked', async ({ page }) => {
  await page.goto('/scans')
  await expect(page.getByRole('table', { name: /^Scans that have ended/ })).toBeVisible()
  await checkPage(page)
  await page
    .getByRole('link', { name: /larkfield-production/ })
    .last()
    .click()
  await expect(page).toHaveURL(/\/scans\/\d+$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^larkfield-production: .*% could be judged$/)
  await expect(page.getByRole('table', { name: /^Calls by action/ })).toContainText('ecs:DescribeTaskDefinition')
  await expect(
    page.getByRole('table', { name: /^Collectors/ }).getByRole('row', { name: /^iam-service-access/ }),
  ).toContainText('account-wide')
  await expect(page.getByRole('heading', { name: 'No gaps' })).toBeVisible()
  await checkPage(page)
})

test('a scan is started and watched to its end without loading the page again', async ({ page }) => {
  await page.goto('/accounts/111122223333')
  await page.getByRole('button', { name: 'Scan now' }).click()
  await expect(page).toHaveURL(/\/scans\/\d+$/)
  await page.evaluate(() => Object.assign(window, { stayed: true }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^larkfield-production: .*% could be judged$/, {
    timeout: 120_000,
  })
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
})

test('the history is cut by state in the address, and back works', async ({ page }) => {
  await page.goto('/scans')
  await page.getByRole('navigation', { name: 'State' }).getByRole('link', { name: 'Cancelled' }).click()
  await expect(page).toHaveURL(/\/scans\?state=cancelled$/)
  await expect(page.getByRole('heading', { name: 'No scan is cancelled' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('table', { name: /^Scans that have ended/ })).toBeVisible()
})

test('a scan that does not exist says so', async ({ page }) => {
  await page.goto('/scans/999999')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not found')
})
