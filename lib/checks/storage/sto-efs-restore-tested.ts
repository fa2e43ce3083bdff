import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'
import { notApplicable } from '../result.ts'

export default defineQuestion({
  id: 'sto-efs-restore-tested',
  subject: 'fileSystem',
  requires: ['resourceTags'],
  statement:
    'Within the last 180 days a backup of this file system was restored, and the application was seen to work with the restored data.',
  accepts: [
    'The restore job or the report of a restore testing plan, with its date',
    'What the application showed with the restored data',
  ],
  validDays: 180,
  why: 'A backup nobody has restored is a hope. Missing keys, missing rights and half-written data show only when it is read back, and then it should not be for the first time.',
  fix: {
    summary:
      'Make a restore testing plan for EFS in AWS Backup, or restore by hand and write it down. A restore into the same file system lands in a recovery directory and counts; check that the application was tried too.',
    effort: 'medium',
  },
  known(_, look, item) {
    const tags = look.get('resourceTags', item.arn ?? '')?.Tags ?? []
    const disposable = tags.some((tag) => /\b(?:cache|scratch)\b/i.test(`${tag.Key} ${tag.Value}`))
    return disposable ? notApplicable('Its tags say that it holds a cache or scratch data.') : undefined
  },
  facts: [
    ({ volumes }) =>
      volumes.map(({ definition, index }) =>
        cite('taskDefinitions', definition, `volumes[${index}].efsVolumeConfiguration.fileSystemId`),
      ),
    ({ volumes }) => [
      derived('families that mount it', [...new Set(volumes.map(({ definition }) => definition.family))]),
    ],
  ],
})
