import type { Metadata } from 'next'
import { requireViewer } from '#app/_lib/viewer.ts'
import { SplitView } from '#components/drawer/split-view.tsx'
import { can } from '#lib/data/viewer.ts'
import { BadAddress } from '../_components/bad-address.tsx'
import { FindingDrawer } from './_components/finding-drawer.tsx'
import { List } from './_components/list.tsx'
import { readAddress, readList, readOpened } from './read-list.ts'
import { findingsHref, type Given, isTriaged } from './search-params.ts'

type Props = { searchParams: Promise<Given> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const read = readAddress(JSON.stringify(await searchParams))
  if ('problem' in read) return { title: 'Findings' }
  const { verdict } = await readList(await requireViewer(), read.query)
  return { title: `${verdict} - Findings` }
}

export default async function FindingsPage({ searchParams }: Props) {
  const read = readAddress(JSON.stringify(await searchParams))
  if ('problem' in read) return <BadAddress problem={read.problem} href={findingsHref()} />
  const { query } = read
  const viewer = await requireViewer()
  const [list, opened] = await Promise.all([readList(viewer, query), readOpened(viewer, query)])
  const now = new Date()
  return (
    <SplitView
      drawer={opened && <FindingDrawer finding={opened} query={query} list={list} viewer={viewer} now={now} />}
    >
      <List query={query} list={list} mayTriage={can(viewer, 'triage') && isTriaged(query.tab)} now={now} />
    </SplitView>
  )
}
