export { policyFormats, writePolicy } from '#lib/collect/role-template.ts'
