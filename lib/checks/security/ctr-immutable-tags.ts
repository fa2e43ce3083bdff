import { matches } from '#lib/iam/glob.ts'
import { hasRuleForAll, isCachedByName } from '#lib/inventory/derived/built-here.ts'
import { cite, derived } from '#lib/inventory/evidence.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, undetermined } from '../result.ts'

export default defineCheck({
  id: 'ctr-immutable-tags',
  subject: 'repository',
  requires: ['pullThroughCacheRules'],
  failTitle: 'Image tags can be overwritten',
  messages: {
    mutable: 'Tags of {repository} can be pushed again with another image.',
    excluded: 'The exclusion filters of {repository} leave tag {tag}, which is in use, mutable.',
  },
  why: 'When a tag can be pushed again, whoever may push decides what your tasks run next, and nobody can say which image a tag meant last week.',
  fix: {
    summary:
      'Make tags immutable. Pipelines that push the same tag again, such as latest, must use a new tag for every build.',
    effort: 'small',
    cli: 'aws ecr put-image-tag-mutability --repository-name REPOSITORY --image-tag-mutability IMMUTABLE',
    terraform: `resource "aws_ecr_repository" "REPOSITORY" {
  image_tag_mutability = "IMMUTABLE"
}`,
    cloudformation: `Type: AWS::ECR::Repository
Properties:
  ImageTagMutability: IMMUTABLE`,
  },
  evaluate({ repository, images }, look) {
    if (isCachedByName(look, repository.repositoryName))
      return notApplicable('A pull-through cache needs mutable tags.')
    const mode = repository.imageTagMutability
    const evidence = [cite('repositories', repository, 'imageTagMutability')]
    if (mode === 'IMMUTABLE') return pass([], evidence)
    if (hasRuleForAll(look))
      return undetermined('A pull-through cache for every name may have made it, and that needs mutable tags.')
    const tags = [...new Set(images.flatMap((use) => (use.reference.digest ? [] : (use.reference.tag ?? []))))]
    const severity = tags.length === 0 ? ('low' as const) : ('medium' as const)
    if (mode !== 'IMMUTABLE_WITH_EXCLUSION' && mode !== 'MUTABLE_WITH_EXCLUSION') {
      return fail('mutable', { repository: repository.repositoryName }, evidence, { severity })
    }
    const filters = repository.imageTagMutabilityExclusionFilters.map((one) => one.filter)
    // Excluded tags are the mutable ones of an immutable repository, and the immutable ones of a mutable repository.
    const excludedAreMutable = mode === 'IMMUTABLE_WITH_EXCLUSION'
    const mutable = tags.filter((tag) => filters.some((filter) => matches(filter, tag)) === excludedAreMutable)
    const [tag] = mutable
    if (tag === undefined && (tags.length > 0 || excludedAreMutable)) return pass([], evidence)
    if (tag === undefined) return fail('mutable', { repository: repository.repositoryName }, evidence, { severity })
    const filtersCited = cite('repositories', repository, 'imageTagMutabilityExclusionFilters')
    return fail('excluded', { repository: repository.repositoryName, tag }, [
      ...evidence,
      filtersCited,
      derived('mutable tags in use', mutable),
    ])
  },
})
