import { defineCollector } from '../collector.ts'
import { iso, need } from '../shape.ts'

/** Identity providers of the account: whether people and pipelines come in without credentials of their own. */
export const identityProviders = defineCollector({
  name: 'iam-providers',
  fills: ['identityProviders'],
  needs: [],
  async collect({ call }, _look, out) {
    const section = 'identityProviders'
    async function oidc() {
      const action = 'iam:ListOpenIDConnectProviders'
      const found = await out.read({ section }, () => call(action, {}))
      out.add(section, action, found?.OpenIDConnectProviderList, ({ Arn }) => ({
        Arn: need(Arn, 'Arn'),
        kind: 'oidc',
      }))
    }
    async function saml() {
      const action = 'iam:ListSAMLProviders'
      const found = await out.read({ section }, () => call(action, {}))
      out.add(section, action, found?.SAMLProviderList, ({ Arn, CreateDate, ValidUntil }) => ({
        Arn: need(Arn, 'Arn'),
        kind: 'saml',
        CreateDate: iso(CreateDate),
        ValidUntil: iso(ValidUntil),
      }))
    }
    await Promise.all([oidc(), saml()])
  },
})
