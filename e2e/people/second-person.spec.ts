import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { checkPage } from '../support/check-page.ts'
import { announced } from '../support/servers.ts'

// An administrator and the auditor they invite, in browsers of their own: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial' })

let contexts: BrowserContext[]
let admin: Page
let auditor: Page
let link: string
test.beforeAll(async ({ browser, baseURL }) => {
  contexts = await Promise.all([0, 1].map(() => browser.newContext({ baseURL })))
  const pages = await Promise.all(contexts.map((context) => context.newPage()))
  const [first, second] = pages
  if (!first || !second) throw new Error('There are two browsers.')
  admin = first
  auditor = second
})
test.afterAll(() => Promise.all(contexts.map((context) => context.close())))

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const hostile = '<img src=x onerror=alert(1)>'

async function narrow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, page.url()).toBeLessThanOrEqual(0)
  await checkPage(page)
  await page.setViewportSize({ width: 1366, height: 768 })
}

test('an administrator invites an auditor with a link that is shown once', async () => {
  await admin.goto('/sign-in')
  await admin.getByLabel('E-mail').fill(announced('people_email'))
  await admin.getByLabel('Password').fill(announced('people_password'))
  await admin.getByRole('button', { name: 'Sign in' }).click()
  await expect(admin).not.toHaveURL(/\/sign-in/)
  await admin.goto('/settings')
  await admin.getByRole('link', { name: 'Who may do what' }).click()
  await expect(heading(admin)).toHaveText('1 person can sign in')
  await expect(admin.getByText('need a second person: invite an auditor or an administrator.')).toBeVisible()
  await checkPage(admin)

  await admin.getByRole('link', { name: 'Invite somebody' }).click()
  await admin.getByLabel('Name').fill(hostile)
  await admin.getByLabel('E-mail').fill(announced('people_email'))
  await admin.getByText('The accounts ticked below').click()
  await admin.getByRole('button', { name: 'Make the link' }).click()
  await expect(admin.getByText('Tick at least one account, or let them see all.')).toBeVisible()
  await expect(admin.getByLabel('Name')).toHaveValue(hostile)
  await checkPage(admin)
  await narrow(admin)
  await admin.getByText('Every account, also later ones').click()
  await admin.getByRole('button', { name: 'Make the link' }).click()
  await expect(admin.getByText(`${announced('people_email')} is there already`)).toBeVisible()
  await admin.getByLabel('E-mail').fill('grace@example.com')
  await expect(admin.getByRole('radio', { name: /^Auditor/ })).toBeChecked()
  await admin.getByRole('button', { name: 'Make the link' }).click()
  await expect(admin.getByText('it is shown only now, works once, and for 3 days')).toBeVisible()
  link = (await admin.getByText(/\/join\?token=/).textContent()) ?? ''
  await checkPage(admin)

  await admin.getByRole('link', { name: 'Back to the people' }).click()
  await expect(heading(admin)).toHaveText('1 person can sign in, 1 invited')
  await expect(admin.getByRole('row', { name: /<img/ })).toContainText('Invited until')
  await checkPage(admin)
  await narrow(admin)
})

test('whoever opens the link chooses a password and is in; the link is used up', async () => {
  await auditor.goto(link)
  await expect(heading(auditor)).toHaveText('Choose your password')
  await expect(auditor.getByText(`For ${hostile}, who signs in as grace@example.com.`)).toBeVisible()
  await checkPage(auditor)
  await auditor.getByLabel('Password').fill('a sentence of her own')
  await auditor.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(auditor).not.toHaveURL(/\/join/)
  await expect(auditor.getByRole('button', { name: hostile })).toBeVisible()
  await auditor.goto(link)
  await expect(heading(auditor)).toHaveText('This link no longer works')
  await checkPage(auditor)
  await auditor.goto('/settings/people')
  await expect(heading(auditor)).toHaveText('Not found')
})

test('what an auditor asks for a critical finding, they cannot approve; the administrator does, and it hides the finding', async () => {
  await auditor.goto('/findings?severity=critical')
  await auditor.getByRole('rowheader').getByRole('link').first().click()
  await auditor.getByRole('link', { name: 'Open page' }).click()
  await expect(auditor).toHaveURL(/\/findings\/F-\d+$/)
  const finding = new URL(auditor.url()).pathname
  await auditor.getByRole('link', { name: 'Ask for an exception' }).click()
  await expect(auditor.getByText('it hides nothing until one of 1 other approves it')).toBeVisible()
  await auditor.getByLabel('Why, for an auditor').fill('The driver update rolls out next week.')
  await auditor.getByRole('button', { name: 'Ask for approval' }).click()
  await expect(heading(auditor)).toHaveText(/^E-\d+ waits for a second person, and hides nothing$/)
  await expect(auditor.getByText('A different auditor or an administrator decides.')).toBeVisible()
  await expect(auditor.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
  const exception = new URL(auditor.url()).pathname
  await auditor.goto(finding)
  await expect(auditor.getByText('Under exception', { exact: true })).toHaveCount(0)

  await admin.goto('/exceptions')
  await expect(admin.getByRole('listitem').filter({ hasText: 'The driver update' })).toContainText(hostile)
  await checkPage(admin)
  await admin.goto(exception)
  await admin.getByRole('button', { name: /^Approve E-/ }).click()
  await expect(heading(admin)).toHaveText(/^E-\d+ hides 1 finding until /)
  await admin.goto(finding)
  await expect(admin.getByText('Under exception', { exact: true })).toBeVisible()
  await checkPage(admin)
  await admin.goto('/exceptions')
  await expect(admin.getByRole('row', { name: /^E-\d+/ })).toContainText('approved Demo')
})

test('an answer that an auditor signed, they cannot review; the administrator accepts it', async () => {
  await auditor.goto('/attestations')
  await auditor.getByRole('link', { name: 'Tie ECS access to joiner-mover-leaver' }).click()
  await auditor.getByRole('link', { name: 'Answer for 111122223333' }).click()
  await auditor.getByText('Yes', { exact: true }).click()
  await auditor.getByLabel('Links to evidence').fill('https://wiki.example.com/joiners')
  await auditor.getByRole('button', { name: 'Sign' }).click()
  await expect(heading(auditor)).toHaveText(/^Yes, to be reviewed:/)
  await expect(auditor.getByText('You signed it: a different auditor or an administrator reviews it.')).toBeVisible()
  const answer = new URL(auditor.url()).pathname

  await admin.goto(answer)
  await admin.getByRole('button', { name: 'Accept' }).click()
  await expect(heading(admin)).toHaveText(/^Yes, attested:/)
  await expect(admin.getByText('Accepted by Demo.')).toBeVisible()
  await checkPage(admin)
})

test('somebody who is disabled is out at once; the last administrator stays one', async () => {
  await admin.goto('/settings/people')
  await admin.getByRole('link', { name: hostile }).click()
  await expect(heading(admin)).toHaveText(`${hostile}: auditor, sees every account`)
  await checkPage(admin)
  await narrow(admin)
  await admin.getByText('The accounts ticked below').click()
  await admin.getByLabel('larkfield-staging').check()
  await admin.getByRole('radio', { name: /^Viewer/ }).check()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(heading(admin)).toHaveText(`${hostile}: viewer, sees 1 account`)
  await expect(admin.getByLabel('larkfield-staging')).toBeChecked()
  await auditor.goto('/accounts')
  await expect(auditor.getByRole('link', { name: /larkfield-production/ })).toHaveCount(0)
  await admin.getByRole('button', { name: 'Make a new link' }).click()
  await expect(admin.getByText('it is shown only now')).toBeVisible()
  await admin.getByRole('button', { name: 'Disable' }).click()
  await expect(heading(admin)).toHaveText(`${hostile} is disabled`)
  await auditor.goto('/')
  await expect(auditor).toHaveURL(/\/sign-in/)

  await admin.goto('/settings/people')
  await admin.getByRole('link', { name: 'Demo' }).click()
  await expect(admin.getByRole('button', { name: 'Disable' })).toHaveCount(0)
  await admin.getByRole('radio', { name: /^Viewer/ }).check()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText('No administrator would be left')).toBeVisible()
})
