import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'

test('unused revisions are reached from the resources, searched, and taken away as a table and as commands', async ({
  page,
}) => {
  await page.goto('/resources')
  await page.getByRole('link', { name: 'Unused revisions' }).click()
  await expect(page).toHaveTitle(/^\d+ unused revisions of \d+ (family|families) - Resources - Tidewaiter$/)
  const table = page.getByRole('table', { name: /^Unused revisions/ })
  await expect(table).toContainText('a rollback may need it')
  await checkPage(page)

  const csv = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Export \d+$/ }).click()
  expect((await csv).suggestedFilename()).toMatch(/^tidewaiter_all_\d{4}-\d\d-\d\d_unused\.csv$/)
  const commands = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Commands for \d+$/ }).click()
  const script = readFileSync(await (await commands).path(), 'utf8')
  expect(script).toContain('aws ecs deregister-task-definition --region')
  expect(script).toMatch(/^#!\/bin\/sh\n/)

  await page.goto('/resources/unused?q=no-such-family')
  await expect(page.getByText('No unused revision of a family called “no-such-family”')).toBeVisible()
  await checkPage(page)
})

test('what is only registered leads to its revisions in the list of the unused', async ({ page }) => {
  await page.goto('/findings?tab=registered')
  await page.getByRole('rowheader').getByRole('link').first().click()
  await page.getByRole('link', { name: 'Open page' }).click()
  await page.getByRole('link', { name: 'deregister them' }).click()
  await expect(page).toHaveURL(/\/resources\/unused\?account=\d{12}&q=/)
  await expect(page.getByRole('table', { name: /^Unused revisions/ })).toBeVisible()
})

test('the score of a service and of its cluster stands on their pages', async ({ page }) => {
  await page.goto('/resources?arn=arn:aws:ecs:us-east-1:111122223333:cluster/legacy')
  await expect(page.getByRole('heading', { name: /^Score/ })).toBeVisible()
  await checkPage(page)
})
