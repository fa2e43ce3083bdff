import { expect, type Page, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'
import { announced } from '../support/servers.ts'

// One installation from its first start to its first account: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL })
  page = await context.newPage()
})
test.afterAll(() => page.context().close())

const heading = () => page.getByRole('heading', { level: 1 })

test('a visitor of a fresh installation is asked to sign in', async () => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in$/)
  await expect(heading()).toHaveText('Sign in')
  await checkPage(page)
})

test('the link in the terminal makes the administrator, once', async () => {
  await page.goto(announced('setup_link'))
  await checkPage(page)
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password').fill('a sentence is good')
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await expect(page.getByRole('button', { name: 'Ada' })).toBeVisible()
  await page.goto(announced('setup_link'))
  await expect(heading()).toHaveText('This link no longer works')
})

test('pages without an account say how to add one', async () => {
  await page.goto('/scans')
  await expect(heading()).toHaveText('Nothing to scan: no account was added')
  await checkPage(page)
  await page.getByRole('link', { name: 'Add an account' }).click()
  await expect(heading()).toHaveText('Add an account')
  await page.goto('/accounts')
  await expect(heading()).toHaveText('No account was added yet')
  await checkPage(page)
  await page.goto('/exceptions')
  await expect(heading()).toHaveText('No exception is in force')
  await checkPage(page)
})

test('what was never scanned is not praised, and the way to the first account stands there', async () => {
  for (const [path, verdict] of [
    ['/exceptions', 'No exception is in force'],
    ['/attestations', 'Nothing is asked of anybody'],
    ['/resources/unused', 'Unused revisions are not known yet'],
    ['/findings/triage', 'Nothing to triage here'],
  ] as const) {
    await page.goto(path)
    await expect(heading()).toHaveText(verdict)
    await expect(page.getByRole('heading', { name: 'No account yet' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Go to accounts' })).toBeVisible()
    await checkPage(page)
  }
})

test('the first administrator is told to invite a second person', async () => {
  await page.goto('/settings/people')
  await expect(heading()).toHaveText('1 person can sign in')
  await expect(page.getByText('invite an auditor or an administrator.')).toBeVisible()
  await page.getByRole('link', { name: 'Invite somebody' }).click()
  await page.getByText('The accounts ticked below').click()
  await expect(page.getByText('No account was added yet.')).toBeVisible()
  await checkPage(page)
})

test('an account that cannot be is told beside what was typed', async () => {
  await page.goto('/accounts/new')
  await page.getByLabel('Account id, or ARN of the role').fill('7777-0000')
  await page.getByLabel('Alias').first().fill('dr')
  await page.getByText('staging', { exact: true }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('An AWS account id has 12 digits, and this has 8: correct it.')).toBeVisible()
  await expect(page.getByLabel('Account id, or ARN of the role')).toHaveValue('7777-0000')
  await expect(page.getByLabel('staging')).toBeChecked()
  await checkPage(page)
})

test('an account has an external id of its own, which the commands carry', async () => {
  await page.getByLabel('Account id, or ARN of the role').fill('7777 0000 8888')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL(/\?id=777700008888$/)
  const externalId = await page.getByText(/^tidewaiter-[\w-]{20,}$/).textContent()
  await expect(page.getByRole('tabpanel', { name: 'AWS CLI' })).toContainText(`ExternalId=${externalId}`)
  await page.getByRole('tab', { name: 'AWS CLI' }).press('ArrowRight')
  await expect(page.getByRole('tabpanel', { name: 'CloudFormation' })).toContainText('sts:ExternalId')
  await checkPage(page)
})

test('a server without credentials says so, and the account can be deleted again', async () => {
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByText(/^No AWS credentials were found/).last()).toBeVisible()
  await expect(heading()).toHaveText('dr could not be reached')
  await page.goto('/accounts/777700008888')
  await page.getByLabel('Type 777700008888 to confirm').fill('777700008888')
  await page.getByRole('button', { name: 'Delete the account and its data' }).click()
  await expect(heading()).toHaveText('No account was added yet')
})
