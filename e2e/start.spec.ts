import { expect, test } from '@playwright/test'
import { checkPage } from './support/check-page.ts'

test('a visitor of a fresh installation is asked to sign in', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await checkPage(page)
})
