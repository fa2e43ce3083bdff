import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

/** Holds the page as it is now to the accessibility rules, in light and in dark, and keeps a picture of each. */
export async function checkPage(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await test.info().attach(colorScheme, { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${target}): ${failureSummary}`),
    )
    expect(found, `accessibility in ${colorScheme}`).toEqual([])
  }
}
