import { expect, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'

test('a schedule is added, told in words with its next times, changed, paused and deleted', async ({ page }) => {
  await page.goto('/scans')
  await page.getByRole('link', { name: 'Scan every night, or when you choose' }).click()
  await expect(page).toHaveURL('/scans/schedules/new')
  await checkPage(page)

  await page.getByLabel('Name').fill('Weekdays <b>early</b>')
  await page.getByLabel('Scan', { exact: true }).selectOption('every weekday')
  await page.getByLabel('At').fill('05:30')
  await page.getByLabel('Time zone').selectOption('Europe/Berlin')
  await page.getByRole('button', { name: 'Add the schedule' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Weekdays <b>early</b>: At 05:30, Monday through Friday, Europe/Berlin',
  )
  await expect(page.getByText('It has not fallen due yet.')).toBeVisible()
  await checkPage(page)

  await page.getByLabel('Scan', { exact: true }).selectOption('as a cron expression says')
  await page.getByLabel('Cron expression').fill('* * * * *')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('A schedule may fall due every 15 minutes at most: choose fewer times.')).toBeVisible()
  await expect(page.getByLabel('Cron expression')).toHaveValue('* * * * *')
  await page.getByLabel('Cron expression').fill('0 */6 * * *')
  await page.getByLabel('Accounts', { exact: true }).selectOption('the accounts ticked below')
  await page.getByRole('checkbox', { name: /larkfield-production/ }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/On the hour, every 6 hours, Europe\/Berlin$/)
  await expect(page.getByText('Scans 1 account.')).toBeVisible()

  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Weekdays <b>early</b> is paused')
  await page.goto('/scans')
  const row = page.getByRole('table', { name: /^Schedules by name/ }).getByRole('row', { name: /Weekdays/ })
  await expect(row).toContainText('Paused')
  await checkPage(page)
  await row.getByRole('link').click()
  await page.getByRole('button', { name: 'Delete the schedule' }).click()
  await expect(page.getByText('Nothing is scanned by itself yet.')).toBeVisible()
})
