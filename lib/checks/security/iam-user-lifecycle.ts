import { rolesThatChangeEcs, usersThatChangeEcs } from '#lib/inventory/derived/ecs-access.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'

export default defineQuestion({
  id: 'iam-user-lifecycle',
  subject: 'account',
  requires: [],
  shows: ['roles', 'policies', 'users', 'groups', 'identityProviders'],
  statement:
    'Within the last 180 days everyone who can reach the ECS API, pipelines included, was reviewed against their present duties, and access ends by itself when people leave or change roles.',
  accepts: [
    'The record of the review: who was looked at, by whom, what was removed',
    'How the identity provider adds and removes people (SCIM, for example)',
    'Who can merge to or run the pipelines that deploy',
  ],
  validDays: 180,
  endsEarly: ['a principal that can change something in ECS appears'],
  why: 'Access that outlives a job is how former colleagues and stolen laptops still deploy. Reviews find it late; an identity provider that takes it away at once does not forget.',
  fix: {
    summary:
      'Move people to IAM Identity Center with automatic provisioning and review the list below on a schedule. Roles that pipelines assume hide the people behind them: review who can merge and run them as well.',
    effort: 'large',
  },
  facts: [
    (_, look) => look.all('identityProviders').map((one) => cite('identityProviders', one, 'Arn')),
    (_, look) => look.once(usersThatChangeEcs).map((user) => cite('users', user, 'UserName')),
    (_, look) => [
      derived(
        'roles that can change something in ECS, with their last use',
        look.once(rolesThatChangeEcs).map((role) => [role.Arn, role.RoleLastUsed?.LastUsedDate ?? null]),
      ),
    ],
  ],
  covers: [
    (_, look) => look.once(usersThatChangeEcs).map((user) => `user ${user.UserName}`),
    (_, look) => look.once(rolesThatChangeEcs).map((role) => `role ${role.Arn}`),
  ],
})
