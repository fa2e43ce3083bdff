import type { Metadata } from 'next'
import { failTitleOf } from '#app/_lib/checks.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { PartScore } from '#app/(dashboard)/_components/part-score.tsx'
import { consoleHref } from '#app/(dashboard)/findings/[id]/console-href.ts'
import { openWords } from '#app/(dashboard)/open-counts.ts'
import { ServicePath } from '#components/charts/service-path.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { TreeTable } from '#components/table/tree-table.tsx'
import { UsageBadge } from '#components/tags/usage-badge.tsx'
import { buttonClass, LinkButton } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { findingsHref } from '../../findings/search-params.ts'
import { serviceRows, treeColumns } from '../_components/tree-rows.tsx'
import { launchWord } from '../service-words.ts'
import { ServiceFindings } from './_components/service-findings.tsx'
import { pathNodes } from './path-nodes.ts'
import { readService, type ServiceDetail } from './read-service.ts'
import { openOf, serviceVerdict } from './verdict.ts'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${serviceVerdict(await readService(await requireViewer(), (await params).id))} - Services` }
}

export default async function ServicePage({ params }: Props) {
  const detail = await readService(await requireViewer(), (await params).id)
  const { path, findings, node } = detail
  const { service, reached } = path
  const cluster = reached.find(({ type }) => type === 'ecs-cluster')
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Services', href: '/services' },
          ...(cluster ? [{ label: cluster.name, href: `/resources/${cluster.id}` }] : []),
          { label: service.name },
        ]}
      />
      <PageHead
        verdict={serviceVerdict(detail)}
        sub={<Sub detail={detail} />}
        actions={
          <>
            <CopyButton value={service.key} label="Copy ARN" kind="normal" />
            <LinkButton href={`/resources/${service.id}`}>Everything about it</LinkButton>
            <ConsoleButton arn={service.key} />
          </>
        }
      />
      <div className="mt-3">
        <Section
          id="path"
          title="From the internet to the secrets"
          note="Static: conditions in policies are not evaluated."
          first
        >
          <ServicePath
            title={`Path from the internet to the secrets of ${service.name}`}
            nodes={pathNodes(path, findings, failTitleOf)}
          />
        </Section>
      </div>
      {node && (
        <Section id="runs" title="What it runs">
          <TreeTable
            caption={`${service.name} with its task definitions and containers`}
            columns={treeColumns}
            rows={serviceRows(node)}
          />
        </Section>
      )}
      <PartScore account={service.account.id} part={service.key} />
      <ServiceFindings findings={findings} service={service.key} now={new Date()} />
    </>
  )
}

function Sub({ detail: { path, findings, node } }: { detail: ServiceDetail }) {
  const { account, region, owner, environment, key } = path.service
  const open = openOf(findings)
  return (
    <div className="flex flex-wrap items-baseline gap-x-3">
      <AccountRegion alias={account.alias} region={region} />
      {node && (
        <>
          <span>{launchWord(node.launch)}</span>
          <UsageBadge usage="running" count={node.running} />
          <UsageBadge usage="desired" count={node.desired} />
        </>
      )}
      <span>{owner ? `owner ${owner}` : 'no owner tag'}</span>
      {environment && <span>{environment}</span>}
      {findings.length > 0 && (
        <TextLink href={findingsHref({ service: [key] })}>
          {findings.length} open: {openWords(open)}
        </TextLink>
      )}
    </div>
  )
}

function ConsoleButton({ arn }: { arn: string }) {
  const href = consoleHref(arn)
  if (!href) return null
  return (
    <a className={buttonClass('normal')} href={href} rel="noreferrer noopener">
      Open in console
    </a>
  )
}
