'use client'

import { useActionState } from 'react'
import { startScanAction } from '#app/(dashboard)/scans/actions.ts'
import { CodeBlock } from '#components/code/code-block.tsx'
import { counted } from '#components/score/format.ts'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { DeniedService } from '../permissions.ts'
import { DeniedList } from './denied-list.tsx'

export interface Found {
  regions: { region: string; clusters?: number }[]
  granted: string[]
  denied: string[]
  deniedBy: DeniedService[]
  unclear: string[]
  /** How many checks stay unknown without what is denied. */
  unknownChecks: number
  /** The first scan, which has been started. */
  scan?: number
  isFirst: boolean
}

/** What verifying found, line by line, and what comes next. */
export function VerifyResult({
  id,
  alias,
  roleArn,
  result,
}: {
  id: string
  alias: string
  roleArn?: string
  result: Found
}) {
  const { granted, denied, deniedBy, unclear, regions } = result
  const withEcs = regions.filter(({ clusters }) => clusters !== undefined && clusters > 0)
  const total = granted.length + denied.length + unclear.length
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_420px] gap-x-8 gap-y-4 max-lg:grid-cols-1" role="status">
      <div className="grid content-start">
        <ul>
          {roleArn && <Line ok term="Assume role" note="with the read-only session policy" />}
          {roleArn && (
            <Line ok term="Refused without the external id" note="a role open to anyone would be rejected here" />
          )}
          <Line ok term="Identity" note={`${id}, alias ${alias}`} />
          <Line
            ok
            term={counted(regions.length, 'region')}
            note={withEcs.length > 0 ? withEcs.map(clusterText).join(', ') : 'no ECS cluster seen'}
          />
          <Line ok={denied.length === 0} term="Permissions" note={`${granted.length} of ${total} actions answered`} />
          {unclear.length > 0 && (
            <Line
              ok={false}
              word="Unclear"
              term={counted(unclear.length, 'action')}
              note={`AWS did not answer just now: verify again. ${unclear.join(', ')}`}
            />
          )}
        </ul>
        {denied.length > 0 && <DeniedList services={deniedBy} />}
      </div>
      <div className="grid content-start gap-3">
        <Next id={id} result={result} />
        {denied.length > 0 && <Missing actions={denied} />}
      </div>
    </div>
  )
}

function Line({ ok, word, term, note }: { ok: boolean; word?: string; term: string; note: string }) {
  return (
    <li className="grid min-h-7 grid-cols-[84px_max-content_minmax(0,1fr)] items-center gap-x-2 border-b border-line max-md:grid-cols-[84px_minmax(0,1fr)] max-md:py-1.5">
      <StatusTag status={ok ? 'pass' : 'unknown'} text={word ?? (ok ? 'Yes' : 'Missing')} />
      <span className="font-medium">{term}</span>
      <span className="text-sm text-ink-2 max-md:col-start-2">{note}</span>
    </li>
  )
}

function Missing({ actions }: { actions: string[] }) {
  const lines = actions.map((action, index) => `"${action}"${index < actions.length - 1 ? ',' : ''}`)
  return (
    <CodeBlock
      label="Lines to add to the policy of the role"
      head={
        <>
          <span className="title">Add these lines to the role</span>
          <span className="copies">
            <CopyButton value={lines.join('\n')} what="the lines" />
          </span>
        </>
      }
      lines={lines.map((text, index) => ({ number: index + 1, text, kind: 'add' as const }))}
    />
  )
}

function Next({ id, result: { scan, isFirst, unknownChecks, denied } }: { id: string; result: Found }) {
  const [state, action] = useActionState(startScanAction, {})
  if (scan !== undefined) {
    return (
      <>
        <Message tone="success">Nothing is missing, and the first scan has started.</Message>
        <LinkButton kind="primary" href={`/scans/${scan}`} className="justify-self-start">
          Watch scan {scan}
        </LinkButton>
      </>
    )
  }
  if (!isFirst && denied.length === 0) return <Message tone="success">Nothing is missing.</Message>
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <SubmitButton busy="Starting ..." name="account" value={id}>
        {unknownChecks === 0 ? 'Scan now' : `Scan now with ${counted(unknownChecks, 'check')} unknown`}
      </SubmitButton>
      {state.error && <Message tone="error">{state.error}</Message>}
    </form>
  )
}

function clusterText({ region, clusters }: Found['regions'][number]): string {
  return `${region}: ${counted(clusters ?? 0, 'cluster')}`
}
