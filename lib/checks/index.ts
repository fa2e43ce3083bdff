import capMultiAz from './capacity/cap-multi-az.ts'
import capServiceAutoscaling from './capacity/cap-service-autoscaling.ts'
import capUseCapacityProviders from './capacity/cap-use-capacity-providers.ts'
import type { Check } from './define-check.ts'
import depDeregistrationDelay from './deployment/dep-deregistration-delay.ts'
import depMinMaxPercent from './deployment/dep-min-max-percent.ts'
import opsDeploymentRollback from './deployment/ops-deployment-rollback.ts'
import netAwsvpcMode from './networking/net-awsvpc-mode.ts'
import netEndpointEcr from './networking/net-endpoint-ecr.ts'
import netNoHostMode from './networking/net-no-host-mode.ts'
import netNoSshFromInternet from './networking/net-no-ssh-from-internet.ts'
import netNoWorldOpenIngress from './networking/net-no-world-open-ingress.ts'
import netTaskPrivateSubnets from './networking/net-task-private-subnets.ts'
import netTaskPublicIp from './networking/net-task-public-ip.ts'
import logDriverConfigured from './operations/log-driver-configured.ts'
import logRetention from './operations/log-retention.ts'
import netContainerInsights from './operations/net-container-insights.ts'
import opsContainerHealthCheck from './operations/ops-container-health-check.ts'
import opsFargatePlatform from './operations/ops-fargate-platform.ts'
import cmpConfigInventory from './security/cmp-config-inventory.ts'
import cmpPhiEncryption from './security/cmp-phi-encryption.ts'
import cmpPhiLogging from './security/cmp-phi-logging.ts'
import ctrAgentPrivilegedDisabled from './security/ctr-agent-privileged-disabled.ts'
import ctrCpuMemoryLimits from './security/ctr-cpu-memory-limits.ts'
import ctrDangerousCapabilities from './security/ctr-dangerous-capabilities.ts'
import ctrDropCapabilities from './security/ctr-drop-capabilities.ts'
import ctrEcrCustomerKey from './security/ctr-ecr-customer-key.ts'
import ctrFargateEphemeralKey from './security/ctr-fargate-ephemeral-key.ts'
import ctrFargateSysPtrace from './security/ctr-fargate-sys-ptrace.ts'
import ctrImageReferencePinned from './security/ctr-image-reference-pinned.ts'
import ctrImmutableTags from './security/ctr-immutable-tags.ts'
import ctrNoPrivileged from './security/ctr-no-privileged.ts'
import ctrNonRootUser from './security/ctr-non-root-user.ts'
import ctrReadonlyRootfs from './security/ctr-readonly-rootfs.ts'
import iamAccessAudit from './security/iam-access-audit.ts'
import iamCloudtrailAlerting from './security/iam-cloudtrail-alerting.ts'
import iamCloudtrailEnabled from './security/iam-cloudtrail-enabled.ts'
import iamClusterBoundary from './security/iam-cluster-boundary.ts'
import iamEcsLeastPrivilege from './security/iam-ecs-least-privilege.ts'
import iamExecutionRolePresent from './security/iam-execution-role-present.ts'
import iamExecutionRoleScoped from './security/iam-execution-role-scoped.ts'
import iamHostModeTaskRoles from './security/iam-host-mode-task-roles.ts'
import iamImdsBlockAwsvpc from './security/iam-imds-block-awsvpc.ts'
import iamImdsBlockBridge from './security/iam-imds-block-bridge.ts'
import iamImdsv2Required from './security/iam-imdsv2-required.ts'
import iamInstanceRoleScoped from './security/iam-instance-role-scoped.ts'
import iamMfaConditions from './security/iam-mfa-conditions.ts'
import iamPipelineDeploys from './security/iam-pipeline-deploys.ts'
import iamServiceLinkedRole from './security/iam-service-linked-role.ts'
import iamTagConditions from './security/iam-tag-conditions.ts'
import iamTaskRoleDistinct from './security/iam-task-role-distinct.ts'
import iamTaskRoleLeastPrivilege from './security/iam-task-role-least-privilege.ts'
import iamTaskRolePresent from './security/iam-task-role-present.ts'
import iamTaskRoleTrust from './security/iam-task-role-trust.ts'
import iamUnusedPermissions from './security/iam-unused-permissions.ts'
import imgDependencyScan from './security/img-dependency-scan.ts'
import imgFindingsRouted from './security/img-findings-routed.ts'
import imgMinimalBase from './security/img-minimal-base.ts'
import imgNoCriticalHigh from './security/img-no-critical-high.ts'
import imgScanEnabled from './security/img-scan-enabled.ts'
import imgTrustedRegistries from './security/img-trusted-registries.ts'
import netAlbWafDesync from './security/net-alb-waf-desync.ts'
import opsApiAuthentication from './security/ops-api-authentication.ts'
import opsExecAccess from './security/ops-exec-access.ts'
import opsExecAuditLogging from './security/ops-exec-audit-logging.ts'
import opsExecInsteadOfSsh from './security/ops-exec-instead-of-ssh.ts'
import opsNetworkAcls from './security/ops-network-acls.ts'
import rtMandatoryAccessControl from './security/rt-mandatory-access-control.ts'
import rtRuntimeDefense from './security/rt-runtime-defense.ts'
import rtSeccomp from './security/rt-seccomp.ts'
import scrAccessRestricted from './security/scr-access-restricted.ts'
import scrEncryptedStore from './security/scr-encrypted-store.ts'
import scrLogSecretOptions from './security/scr-log-secret-options.ts'
import scrNoPlaintextEnv from './security/scr-no-plaintext-env.ts'
import scrNoStaticAwsKeys from './security/scr-no-static-aws-keys.ts'
import scrRedeployAfterRotation from './security/scr-redeploy-after-rotation.ts'
import scrRegistryCredentials from './security/scr-registry-credentials.ts'
import scrRotation from './security/scr-rotation.ts'
import scrSecretBucket from './security/scr-secret-bucket.ts'
import scrSidecarVolume from './security/scr-sidecar-volume.ts'
import secAlbOnlyIngress from './security/sec-alb-only-ingress.ts'
import secClusterIsolation from './security/sec-cluster-isolation.ts'
import secDataStoreIngress from './security/sec-data-store-ingress.ts'
import secDedicatedSecurityGroups from './security/sec-dedicated-security-groups.ts'
import secEgressRestricted from './security/sec-egress-restricted.ts'
import secEndpointPolicies from './security/sec-endpoint-policies.ts'
import secNitroEncryption from './security/sec-nitro-encryption.ts'
import secNlbOnlyIngress from './security/sec-nlb-only-ingress.ts'
import secServiceToServiceEncryption from './security/sec-service-to-service-encryption.ts'
import secSniCertificates from './security/sec-sni-certificates.ts'
import secTlsListener from './security/sec-tls-listener.ts'
import secTlsPolicy from './security/sec-tls-policy.ts'
import secTlsToTargets from './security/sec-tls-to-targets.ts'
import stoEbsEncryption from './security/sto-ebs-encryption.ts'
import stoEfsTransitEncryption from './storage/sto-efs-transit-encryption.ts'

/** Every check, in the catalogue's order: one line each. */
export const checks: readonly Check[] = [
  netTaskPrivateSubnets,
  netTaskPublicIp,
  netNoSshFromInternet,
  netNoWorldOpenIngress,
  netAlbWafDesync,
  netNoHostMode,
  netAwsvpcMode,
  netEndpointEcr,
  netContainerInsights,
  capServiceAutoscaling,
  capMultiAz,
  capUseCapacityProviders,
  stoEfsTransitEncryption,
  stoEbsEncryption,
  depDeregistrationDelay,
  depMinMaxPercent,
  iamEcsLeastPrivilege,
  iamClusterBoundary,
  iamPipelineDeploys,
  iamMfaConditions,
  iamTagConditions,
  iamAccessAudit,
  iamTaskRolePresent,
  iamTaskRoleDistinct,
  iamTaskRoleTrust,
  iamTaskRoleLeastPrivilege,
  iamExecutionRolePresent,
  iamExecutionRoleScoped,
  iamInstanceRoleScoped,
  iamServiceLinkedRole,
  iamImdsBlockAwsvpc,
  iamImdsBlockBridge,
  iamImdsv2Required,
  iamHostModeTaskRoles,
  iamUnusedPermissions,
  iamCloudtrailEnabled,
  iamCloudtrailAlerting,
  secTlsListener,
  secTlsPolicy,
  secTlsToTargets,
  secServiceToServiceEncryption,
  secSniCertificates,
  secNitroEncryption,
  secDedicatedSecurityGroups,
  secAlbOnlyIngress,
  secNlbOnlyIngress,
  secEgressRestricted,
  secDataStoreIngress,
  secEndpointPolicies,
  secClusterIsolation,
  scrNoPlaintextEnv,
  scrNoStaticAwsKeys,
  scrEncryptedStore,
  scrAccessRestricted,
  scrLogSecretOptions,
  scrRegistryCredentials,
  scrRotation,
  scrRedeployAfterRotation,
  scrSecretBucket,
  scrSidecarVolume,
  cmpConfigInventory,
  cmpPhiEncryption,
  cmpPhiLogging,
  logDriverConfigured,
  logRetention,
  ctrFargateEphemeralKey,
  ctrFargateSysPtrace,
  imgMinimalBase,
  imgScanEnabled,
  imgNoCriticalHigh,
  imgFindingsRouted,
  imgDependencyScan,
  imgTrustedRegistries,
  ctrNonRootUser,
  ctrReadonlyRootfs,
  ctrCpuMemoryLimits,
  ctrImmutableTags,
  ctrImageReferencePinned,
  ctrNoPrivileged,
  ctrAgentPrivilegedDisabled,
  ctrDangerousCapabilities,
  ctrDropCapabilities,
  ctrEcrCustomerKey,
  rtRuntimeDefense,
  rtSeccomp,
  rtMandatoryAccessControl,
  opsContainerHealthCheck,
  opsDeploymentRollback,
  opsExecInsteadOfSsh,
  opsExecAuditLogging,
  opsExecAccess,
  opsFargatePlatform,
  opsNetworkAcls,
  opsApiAuthentication,
]
