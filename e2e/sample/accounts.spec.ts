import { expect, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'

test('every account shows how it stands, and its numbers lead on', async ({ page }) => {
  await page.goto('/accounts')
  const production = page.getByRole('row', { name: /larkfield-production/ })
  await expect(production).toContainText('Ready')
  await checkPage(page)
  await production.getByRole('link', { name: /critical$/ }).click()
  await expect(page).toHaveURL(/\/findings\?severity=critical&account=111122223333$/)
})

test('an account is only deleted by whoever types its id', async ({ page }) => {
  await page.goto('/accounts/444455556666')
  await page.getByLabel('Type 444455556666 to confirm').fill('larkfield-staging')
  await page.getByRole('button', { name: 'Delete the account and its data' }).click()
  await expect(page.getByText('Type 444455556666 to delete the account: nothing was deleted.')).toBeVisible()
  await checkPage(page)
})

test('verifying tries the role, its regions and every permission', async ({ page }) => {
  await page.goto('/accounts/new?id=111122223333')
  await page.getByRole('button', { name: 'Verify again' }).click()
  await expect(page.getByText(/^(\d+) of \1 actions answered$/)).toBeVisible()
  await expect(page.getByText('Refused without the external id')).toBeVisible()
  await expect(page.getByText(/us-east-1: \d+ clusters/)).toBeVisible()
  await checkPage(page)
})

test('a role that is not there is refused in one sentence that keeps what was typed', async ({ page }) => {
  const missing = 'arn:aws:iam::444455556666:role/Nobody'
  await page.goto('/accounts/new?id=444455556666')
  const known = await page.getByLabel('Role ARN').inputValue()
  await page.getByLabel('Role ARN').fill('arn:aws:iam::444455556666:user/me')
  await page.getByRole('button', { name: 'Verify again' }).click()
  await expect(page.getByText(/^A role ARN looks like/)).toBeVisible()
  await expect(page.getByLabel('Role ARN')).toHaveValue('arn:aws:iam::444455556666:user/me')
  await page.getByLabel('Role ARN').fill(missing)
  await page.getByRole('button', { name: 'Verify again' }).click()
  await expect(page.getByText(new RegExp(`^AWS refuses the role ${missing}`))).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('larkfield-staging could not be reached')
  await page.getByLabel('Role ARN').fill(known)
  await page.getByRole('button', { name: 'Verify again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('larkfield-staging is verified')
})

test('the formula of the score is printed with its constants', async ({ page }) => {
  await page.goto('/settings')
  await checkPage(page)
  await page.getByRole('link', { name: 'How it is computed' }).click()
  await expect(page.getByText('Below 80 % coverage there is a dash in place of the score.')).toBeVisible()
  await checkPage(page)
})
