import { expect, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'
import { announced } from '../support/servers.ts'

test('a visitor of a fresh installation is asked to sign in', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await checkPage(page)
})

test('the link in the terminal asks for the administrator', async ({ page }) => {
  await page.goto(announced('setup_link'))
  await expect(page.getByRole('button', { name: 'Create the administrator' })).toBeVisible()
  await checkPage(page)
})
