import type { Listener } from '#lib/inventory/types/elbv2.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { listAll } from '../../pages.ts'
import { need } from '../../shape.ts'

const action = 'elasticloadbalancing:DescribeListenerCertificates'

/** DescribeListeners names the default certificate alone. */
export const listenerCertificates = defineCollector({
  name: 'elbv2-listener-certificates',
  fills: ['listenerCertificates'],
  needs: [],
  follows: ['listeners'],
  async collect(context, _look, out, { arriving }) {
    await forEachOf(withTls(arriving('listeners')), async ({ ListenerArn }) => {
      const lost = {
        section: 'listenerCertificates',
        resource: ListenerArn,
        gone: ['ListenerNotFoundException', 'ListenerNotFound'],
      } as const
      const found = await out.read(lost, () =>
        listAll(context, {
          action,
          input: (Marker) => ({ ListenerArn, PageSize: 400, Marker }),
          items: ({ Certificates }) => Certificates,
          next: ({ NextMarker }) => NextMarker,
        }),
      )
      out.add('listenerCertificates', action, found && [found], (certificates) => ({
        ListenerArn,
        Certificates: certificates.map(({ CertificateArn, IsDefault }) => ({
          CertificateArn: need(CertificateArn, 'CertificateArn'),
          IsDefault: IsDefault ?? false,
        })),
      }))
    })
  },
})

async function* withTls(listeners: AsyncIterable<Listener>): AsyncGenerator<Listener> {
  for await (const listener of listeners) if (['HTTPS', 'TLS'].includes(listener.Protocol)) yield listener
}
