import { expect, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'

test('a question is answered with a file, which is kept as it was and only ever downloaded, and waits for a second person', async ({
  page,
}) => {
  await page.goto('/attestations')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ to be attested$/)
  await checkPage(page)
  await page.getByRole('link', { name: 'Tie ECS access to joiner-mover-leaver' }).click()
  await page.getByRole('link', { name: 'Answer for 111122223333' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^To be attested:/)
  const finding = `/findings/${new URL(page.url()).searchParams.get('subject')}`
  await expect(page.getByText('everyone who can reach the ECS API')).toBeVisible()
  await checkPage(page)

  await page.getByText('Yes', { exact: true }).click()
  await page.getByLabel('Comment').fill('<b>Reviewed</b> with the team leads.')
  await page.getByRole('button', { name: 'Sign' }).click()
  await expect(page.getByText('A yes needs evidence: add a link or a file.')).toBeVisible()
  await expect(page.getByLabel('Comment')).toHaveValue('<b>Reviewed</b> with the team leads.')
  const name = '<img src=x onerror=alert(1)>.pdf'
  await page.getByText('Yes', { exact: true }).click()
  await page.getByLabel('File as evidence').setInputFiles({ name, mimeType: 'text/html', buffer: largeFile() })
  await page.getByRole('button', { name: 'Sign' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Yes, to be reviewed:/)
  await expect(page.getByText('<b>Reviewed</b> with the team leads.')).toBeVisible()
  await expect(page.getByText('nobody else may review it: invite a second auditor or administrator')).toBeVisible()
  await page
    .getByLabel('File as evidence')
    .setInputFiles({ name: 'a.html', mimeType: 'text/html', buffer: largeFile() })
  await page.getByRole('button', { name: 'Add the file' }).click()
  await expect(page.getByText('Choose a PDF, PNG')).toBeVisible()
  await checkPage(page)

  await page.goto(finding)
  const block = page.getByRole('region', { name: 'Attestation' })
  await expect(block.getByRole('row', { name: /Yes, to be reviewed/ })).toBeVisible()
  await expect(block.getByRole('link', { name: 'Answer it anew' })).toBeVisible()
  await checkPage(page)
  await block.getByRole('link', { name: /^A-\d+$/ }).click()

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  expect(download.suggestedFilename()).toMatch(/\.pdf$/)
  const file = await page.request.get(download.url())
  expect(file.headers()).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment; /),
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
  })
  expect((await file.body()).equals(largeFile())).toBe(true)
})

test('an answer, its evidence and the list fit a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  for (const path of ['/attestations', '/attestations?tab=ended', '/settings/retention', '/settings']) {
    await page.goto(path)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
    await checkPage(page)
  }
})

test('it is shown what retention would remove before anything goes', async ({ page }) => {
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Sizes, and what would go' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^History is kept 400 days, /)
  await page.getByLabel('History, days').fill('30')
  await page.getByRole('button', { name: 'Show what would go' }).click()
  await expect(page.getByText(/Nothing has been removed yet\.|nothing would go tonight/)).toBeVisible()
  await checkPage(page)
  await page.getByLabel('History, days').fill('7')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('History, days')).toHaveValue('7')
})

/** Almost as large as is kept. */
function largeFile(): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10 * 1024 * 1024 - 9, 'x')])
}
