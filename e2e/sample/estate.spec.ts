import { expect, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'

const cluster = 'arn:aws:ecs:us-east-1:111122223333:cluster/legacy'

test('the inventory can be cut to what nobody owns, and back', async ({ page }) => {
  await page.goto('/resources')
  await expect(page).toHaveTitle(/^\d+ resources, \d+ without an owner tag - Resources - Tidewaiter$/)
  await checkPage(page)
  await page.getByRole('link', { name: /^No owner tag \d+$/ }).click()
  await expect(page).toHaveURL(/\/resources\?owner=none$/)
  const rows = page.getByRole('table').getByRole('row')
  await expect(rows.nth(1)).toContainText('no owner tag')
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('51 to')
  await page.goBack()
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('1 to 50 of')
})

test('an ARN leads to the page of its resource', async ({ page }) => {
  await page.goto(`/resources?arn=${cluster}`)
  await expect(page).toHaveURL(/\/resources\/\d+$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('legacy')
  await expect(page.getByRole('table', { name: /^Relations/ })).toContainText('soap-adapter')
})

test('an ARN that no scan has seen is told', async ({ page }) => {
  await page.goto('/resources?arn=arn:aws:ecs:us-east-1:111122223333:cluster/none')
  await expect(page.getByText(/No scan has seen/)).toBeVisible()
})

test('a resource shows what fails first, and its configuration without values', async ({ page }) => {
  await page.goto('/resources?arn=arn:aws:ecs:us-east-1:111122223333:task-definition/soap-adapter')
  await expect(page.getByRole('table', { name: /^Open findings/ })).toContainText('Task uses the host network')
  await page.getByText(/lines of JSON/).click()
  await expect(page.getByRole('figure', { name: 'Configuration' })).toContainText('‹redacted')
  await checkPage(page)
})

test('names from AWS are text, whatever they contain', async ({ page }) => {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    return dialog.dismiss()
  })
  await page.goto('/services')
  await expect(page.getByRole('cell', { name: '<img src=x onerror=alert(1)>' })).toBeVisible()
  expect(dialogs).toEqual([])
})

test('the tree opens down to containers by keyboard, and whole by a link', async ({ page }) => {
  await page.goto('/services')
  await expect(page).toHaveTitle(/^\d+ of \d+ services with open critical findings - Services - Tidewaiter$/)
  await checkPage(page)
  const service = page.getByRole('button', { name: 'soap-adapter' }).first()
  await expect(async () => {
    await service.press('ArrowRight')
    await expect(service).toHaveAttribute('aria-expanded', 'true', { timeout: 250 })
  }).toPass()
  await service.press('ArrowLeft')
  await expect(service).toHaveAttribute('aria-expanded', 'false')
  await page.getByRole('link', { name: 'Show containers' }).click()
  await expect(page).toHaveURL(/\/services\?open=all$/)
  await expect(page.getByText('soap-adapter:1.5.0')).toBeVisible()
})

test('a service shows its path as a picture and as a list', async ({ page }) => {
  await page.goto('/services?account=111122223333')
  await page.getByRole('link', { name: 'reporting', exact: true }).last().click()
  await expect(page).toHaveTitle(/^reporting: \d+ critical open, on a path from the internet - Services - Tidewaiter$/)
  await expect(page.getByRole('img', { name: /^Path from the internet to the secrets of reporting/ })).toBeVisible()
  await page.getByText('The same path as a list').click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Task role' })).toBeVisible()
  await checkPage(page)
})

test('on a narrow screen the path is its list', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/services')
  await page.getByRole('link', { name: 'soap-adapter', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Internet' })).toContainText('no way in was seen')
  await expect(page.getByRole('img', { name: /^Path/ })).toBeHidden()
})
