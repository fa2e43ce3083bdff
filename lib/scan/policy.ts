export { grantedActions } from '#lib/collect/actions.ts'
export { policyFormats, roleName, writePolicy } from '#lib/collect/role-template.ts'
