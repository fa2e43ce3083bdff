import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { kindWord, kindWords } from '#app/_lib/kinds.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { PartScore } from '#app/(dashboard)/_components/part-score.tsx'
import { consoleHref } from '#app/(dashboard)/findings/[id]/console-href.ts'
import { ScanAgain } from '#app/(dashboard)/scans/[id]/_components/scan-actions.tsx'
import { WithRail } from '#components/page/columns.tsx'
import { Crumbs } from '#components/page/crumbs.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { Arn } from '#components/resource/arn.tsx'
import { FactBadge } from '#components/tags/usage-badge.tsx'
import { buttonClass, LinkButton } from '#components/ui/button.tsx'
import { findResource, type ResourceDetail } from '#lib/data/estate/resource.ts'
import { can, type Viewer } from '#lib/data/viewer.ts'
import { resourcesAddress } from '../search-params.ts'
import { AboutResource } from './_components/about.tsx'
import { Configuration } from './_components/configuration.tsx'
import { Relations } from './_components/relations.tsx'
import { ResourceFindings } from './_components/resource-findings.tsx'
import { exposureBadges, verdictOf } from './resource-words.ts'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
}

/** The title and the page ask for the same. */
const readResource = cache(async (viewer: Viewer, id: string): Promise<ResourceDetail> => {
  const resource = /^\d{1,9}$/.test(id) ? await findResource(viewer, Number(id)) : undefined
  return resource ?? notFound()
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${verdictOf(await readResource(await requireViewer(), (await params).id))} - Resources` }
}

export default async function ResourcePage({ params }: Props) {
  const viewer = await requireViewer()
  const resource = await readResource(viewer, (await params).id)
  const { id, type, name, key, arn, account, region } = resource
  const now = new Date()
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Resources', href: resourcesAddress.href() },
          { label: kindWords(type), href: resourcesAddress.href({ kind: [type] }) },
          { label: name },
        ]}
      />
      <PageHead
        verdict={verdictOf(resource)}
        sub={
          <div className="grid gap-1">
            <div className="flex flex-wrap items-baseline gap-x-3">
              <span>{kindWord(type)}</span>
              <AccountRegion alias={account.alias} region={region} />
              {exposureBadges(resource).map((badge) => (
                <FactBadge key={badge}>{badge}</FactBadge>
              ))}
            </div>
            <Arn arn={arn ?? key} what={arn ? 'ARN' : 'id'} />
          </div>
        }
        actions={
          <>
            {type === 'ecs-service' && <LinkButton href={`/services/${id}`}>Path from the internet</LinkButton>}
            <ConsoleButton arn={arn} />
            {can(viewer, 'scan') && <ScanOnly resource={resource} />}
          </>
        }
      />
      <div className="mt-4">
        <WithRail railLabel="About this resource" rail={<AboutResource resource={resource} now={now} />}>
          <ResourceFindings resource={resource} now={now} />
          {(type === 'ecs-cluster' || type === 'ecs-service') && <PartScore account={account.id} part={key} />}
          <Relations resource={resource} />
          <Configuration configuration={resource.configuration} />
        </WithRail>
      </div>
    </>
  )
}

/** What is in one cluster or service can be scanned by itself, to see that a fix holds. */
function ScanOnly({ resource: { type, arn, account, region } }: { resource: ResourceDetail }) {
  if (!arn) return null
  const regions = [region]
  if (type === 'ecs-service') {
    return (
      <ScanAgain
        account={account.id}
        part={{ regions, clusters: arn.split('/').slice(1, 2), services: [arn] }}
        label="Scan this service"
      />
    )
  }
  if (type !== 'ecs-cluster') return null
  return <ScanAgain account={account.id} part={{ regions, clusters: [arn] }} label="Scan this cluster" />
}

function ConsoleButton({ arn }: { arn: string | undefined }) {
  const href = arn && consoleHref(arn)
  if (!href) return null
  return (
    <a className={buttonClass('normal')} href={href} rel="noreferrer noopener">
      Open in console
    </a>
  )
}
