import { expect, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'

test('the first screen says how things stand, what is worst and what to do, without scrolling', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveTitle(/^\d+ critical - Overview - Tidewaiter$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^\d+ critical open\. Score \d+, grade D until they are fixed\.$/,
  )
  await expect(
    page.getByRole('table', { name: 'Recommendations to begin with' }).getByRole('row').nth(5),
  ).toBeInViewport()
  await expect(page.getByRole('table', { name: 'Findings by severity' })).toBeInViewport()
  await checkPage(page)
})

test('a number leads to the list that explains it', async ({ page }) => {
  await page.goto('/')
  const critical = page.getByRole('table', { name: 'Findings by severity' }).getByRole('row', { name: /^Critical/ })
  const link = critical.getByRole('link').first()
  const count = await link.textContent()
  await link.click()
  await expect(page).toHaveURL(/\/findings\?severity=critical$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${count} critical`)
})

test('one account is chosen in the header and kept from page to page', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /^All accounts/ }).click()
  await page.getByRole('link', { name: /444455556666/ }).click()
  await expect(page).toHaveURL(/\?account=444455556666$/)
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Findings/ })
    .click()
  await expect(page).toHaveURL(/\/findings\?account=444455556666$/)
  await expect(page.getByRole('button', { name: /^larkfield-staging/ })).toBeVisible()
  const table = page.getByRole('table')
  await expect(table).toContainText('larkfield-staging')
  await expect(table).not.toContainText('larkfield-production')
})

test('an address that is nobody says so inside the product', async ({ page }) => {
  await page.goto('/findings/F-999999')
  await expect(page.getByRole('heading', { name: 'There is no such thing here' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
})
