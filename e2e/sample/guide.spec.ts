import { expect, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'

test('the guide has every recommendation and never calls what is not checked a pass', async ({ page }) => {
  await page.goto('/recommendations')
  await expect(page).toHaveTitle(/^\d+ of \d+ checked recommendations fail.* - Guide - Tidewaiter$/)
  await expect(page.locator('tbody th[scope="row"]')).toHaveCount(200)
  const unbuilt = page.getByRole('row', { name: /Keep container instances private/ })
  await expect(unbuilt).toContainText('Automated, to come')
  await expect(unbuilt).toContainText('Not yet checked')
  await checkPage(page)
})

test('its filters go into the address and back, and count under each other', async ({ page }) => {
  await page.goto('/recommendations?status=unchecked')
  await page.getByRole('button', { name: 'Pillar' }).click()
  const storage = page.getByRole('link', { name: /^Storage/ })
  const count = (await storage.textContent())?.replace(/\D/g, '')
  await storage.click()
  await expect(page).toHaveURL(/\/recommendations\?status=unchecked&pillar=storage$/)
  await expect(page.locator('tbody th[scope="row"]')).toHaveCount(Number(count))
  await page.getByRole('link', { name: 'Remove filter Pillar Storage' }).click()
  await expect(page).toHaveURL(/\/recommendations\?status=unchecked$/)
  await page.goBack()
  await expect(page.locator('tbody th[scope="row"]')).toHaveCount(Number(count))
})

test('a search that leaves nothing says so and leads back', async ({ page }) => {
  await page.goto('/recommendations')
  await page.keyboard.press('/')
  const search = page.getByPlaceholder('Search titles and ids')
  await search.fill('no such recommendation')
  await search.press('Enter')
  await expect(page.getByText('No recommendation is left by these filters')).toBeVisible()
  await page.getByRole('link', { name: 'Show all 200' }).click()
  await expect(page).toHaveURL(/\/recommendations$/)
})

test('a recommendation says who fails, what fixing gains, and how to fix it', async ({ page }) => {
  await page.goto('/recommendations/ctr-non-root-user')
  await expect(page).toHaveTitle(/^Container runs as root: \d+ of \d+ fail - Guide - Tidewaiter$/)
  const failing = page.getByRole('table', { name: /^Failing, by owner/i })
  await expect(failing.getByRole('row', { name: /soap-adapter \/ app/ })).toContainText('runs as root')
  await expect(page.getByText('Score if all fixed')).toBeVisible()
  await expect(page.getByText('ecr:BatchGetImage')).toBeVisible()
  await page.getByRole('tab', { name: 'AWS CLI' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tabpanel', { name: 'Terraform' })).toContainText('user = "10001:10001"')
  await checkPage(page)
})

test('its other outcomes are a link away', async ({ page }) => {
  await page.goto('/recommendations/ctr-non-root-user')
  await page.getByRole('link', { name: /^\d+ pass$/ }).click()
  await expect(page).toHaveURL(/\?show=pass$/)
  await expect(page.getByRole('heading', { name: 'Passing, by owner' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Group by' }).getByRole('link', { name: 'Service' }).click()
  await expect(page).toHaveURL(/\?show=pass&group=service$/)
})

test('a recommendation without a check is honest about it', async ({ page }) => {
  await page.goto('/recommendations/net-nat-per-az')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Not yet checked: /)
  await expect(page.getByText('There is no check for this yet')).toBeVisible()
  await checkPage(page)
})

test('a recommendation that does not exist is not found', async ({ page }) => {
  await page.goto('/recommendations/no-such-id')
  await expect(page.getByText('There is no such thing here')).toBeVisible()
})
