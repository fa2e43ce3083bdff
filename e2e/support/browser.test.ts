import { expect, test } from 'vitest'
import { findBrowser } from './browser.ts'

test('CHROME_PATH wins, and must exist', async () => {
  expect(await findBrowser(process.execPath, [])).toMatchObject({ executablePath: process.execPath })
  await expect(findBrowser('/nowhere/chrome', [process.execPath])).rejects.toThrow('CHROME_PATH names /nowhere/chrome')
})

test('an installed browser is taken, the first that is there', async () => {
  expect(await findBrowser('', ['/nowhere/chrome', process.execPath])).toMatchObject({
    executablePath: process.execPath,
  })
})
