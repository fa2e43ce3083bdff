import { expect, test } from '@playwright/test'
import { announced, signedInState } from './servers.ts'

test('the login that the demo prints opens it', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('E-mail').fill(announced('demo_email'))
  await page.getByLabel('Password').fill(announced('demo_password'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).not.toHaveURL(/\/sign-in/)
  await page.context().storageState({ path: signedInState })
})
