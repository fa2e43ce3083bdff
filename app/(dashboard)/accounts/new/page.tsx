import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireViewer } from '#app/_lib/viewer.ts'
import { Crumbs } from '#components/page/crumbs.tsx'
import { EmptyState } from '#components/page/empty-state.tsx'
import { Facts } from '#components/page/facts.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { Section } from '#components/page/section.tsx'
import { NumberedStep } from '#components/page/steps.tsx'
import { counted } from '#components/score/format.ts'
import { checks } from '#lib/checks/index.ts'
import { type AccountDetail, findAccount } from '#lib/data/accounts.ts'
import { can } from '#lib/data/viewer.ts'
import { findTrustedPrincipal } from '#lib/scan/accounts.ts'
import { grantedActions } from '#lib/scan/policy.ts'
import { AccountStep } from './_components/account-step.tsx'
import { ActionList, ServiceList } from './_components/permission-list.tsx'
import { RoleStep } from './_components/role-step.tsx'
import { ServerAccount } from './_components/server-account.tsx'
import { VerifyStep } from './_components/verify-step.tsx'
import { permissionsByService } from './permissions.ts'

interface Props {
  searchParams: Promise<{ id?: string | string[] }>
}

const accountOf = cache(async (id: string | string[] | undefined): Promise<AccountDetail | undefined> => {
  const viewer = await requireViewer()
  if (id === undefined) return undefined
  return (typeof id === 'string' ? await findAccount(viewer, id) : undefined) ?? notFound()
})

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: titleOf(await accountOf((await searchParams).id)) }
}

export default async function NewAccountPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const account = await accountOf((await searchParams).id)
  if (!can(viewer, 'manage-accounts')) return <MayNot />
  const services = permissionsByService(grantedActions, checks)
  const isRole = account?.kind !== 'server-credentials'
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Accounts', href: '/accounts' },
          ...(account ? [{ label: account.alias, href: `/accounts/${account.id}` }] : []),
          { label: account ? 'Verify' : 'Add' },
        ]}
      />
      <PageHead verdict={verdictOf(account)} sub={subOf(account)} />
      <div className="mt-4">
        <NumberedStep id="step-account" number={1} state={account ? 'done' : 'now'} title="Account">
          {account ? <Known account={account} /> : <AccountStep />}
        </NumberedStep>
        {isRole && (
          <NumberedStep
            id="step-role"
            number={2}
            state={account?.verifiedAt ? 'done' : account?.state === 'new' ? 'now' : 'later'}
            title="Create the read-only role"
            note={`${counted(grantedActions.length, 'action')}, all read; generated from the calls the code makes`}
          >
            {account ? (
              <div className="grid grid-cols-[minmax(0,1fr)_420px] gap-x-8 gap-y-4 max-lg:grid-cols-1">
                <RoleStep
                  externalId={account.verifiedAt ? undefined : account.externalId}
                  principal={await findTrustedPrincipal(viewer)}
                />
                <ServiceList services={services} />
              </div>
            ) : (
              <p className="text-ink-2">
                The template and an external id that is this account’s alone stand here once the account is named.
              </p>
            )}
            <details className="mt-3">
              <summary className="link">Every action, and the checks that need it</summary>
              <div className="mt-2">
                <ActionList services={services} allChecks={checks.length} />
              </div>
            </details>
          </NumberedStep>
        )}
        <NumberedStep
          id="step-verify"
          number={isRole ? 3 : 2}
          state={account?.state === 'ready' ? 'done' : account?.state === 'failing' || !isRole ? 'now' : 'later'}
          title="Verify"
          note="the first scan starts when nothing is missing"
        >
          {account ? (
            <VerifyStep
              id={account.id}
              alias={account.alias}
              roleArn={account.roleArn}
              lastError={account.lastError}
              hasTried={account.state !== 'new'}
            />
          ) : (
            <p className="text-ink-2">
              Assumes the role, tries it without the external id, and tries every permission. A role that anyone could
              assume is refused.
            </p>
          )}
        </NumberedStep>
      </div>
      {!account && (
        <Section id="own" title="Or this server’s own account" note="scanned with the credentials the server runs with">
          <ServerAccount />
        </Section>
      )}
    </>
  )
}

function MayNot() {
  return (
    <>
      <h1 className="sr-only">Add an account</h1>
      <EmptyState kind="filtered" title="Your role may not add accounts">
        An operator or an administrator can.
      </EmptyState>
    </>
  )
}

function Known({ account: { id, alias, defaultTags, roleArn } }: { account: AccountDetail }) {
  return (
    <Facts
      pairs
      facts={[
        { term: 'Account id', value: <span className="mono">{id}</span> },
        { term: 'Alias', value: alias },
        { term: 'Environment', value: defaultTags.environment ?? 'other' },
        { term: 'Read with', value: roleArn ? 'a role' : 'the server’s own credentials' },
      ]}
    />
  )
}

function verdictOf(account: AccountDetail | undefined): string {
  if (!account) return 'Add an account'
  if (account.state === 'failing') return `${account.alias} could not be reached`
  if (account.state === 'ready') return `${account.alias} is verified`
  return `Add account ${account.id}: create its role, then verify`
}

function subOf(account: AccountDetail | undefined): string {
  if (account?.state === 'failing')
    return 'What was found by earlier scans stays. Correct what the last step says, and verify again.'
  if (account?.state === 'ready') return 'Verify again whenever the role or its policy has changed.'
  return 'Three steps, about two minutes. Tidewaiter only reads, and only through the role you create here.'
}

function titleOf(account: AccountDetail | undefined): string {
  if (!account) return 'Add account'
  const words = { new: 'To verify', ready: 'Verified', failing: 'Failing' }
  return `${words[account.state]} - ${account.alias}`
}
