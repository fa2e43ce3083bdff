import { defineCollector, provablyEmpty } from '../../collector.ts'
import { need, pick } from '../../shape.ts'

/** Effective values: otherwise only explicit settings are listed and the rest has to be guessed. */
export const accountSettings = defineCollector({
  name: 'ecs-account-settings',
  fills: ['accountSettings'],
  needs: ['clusters'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'clusters')) return
    const settings = await out.list(
      { section: 'accountSettings' },
      {
        action: 'ecs:ListAccountSettings',
        input: (nextToken) => ({ effectiveSettings: true, maxResults: 10, nextToken }),
        items: ({ settings }) => settings,
        next: ({ nextToken }) => nextToken,
      },
    )
    out.add('accountSettings', 'ecs:ListAccountSettings', settings, (setting) => ({
      name: need(setting.name, 'name'),
      value: need(setting.value, 'value'),
      ...pick(setting, 'principalArn'),
    }))
  },
})
