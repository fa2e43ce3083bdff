export { type PolicyFormat, policyFormats, writePolicy } from '#lib/collect/role-template.ts'
