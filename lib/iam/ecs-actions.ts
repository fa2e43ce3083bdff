/**
 * Write-level ECS actions on services, tasks and container instances, which a cluster can bound: by the condition key
 * ecs:cluster, or by the cluster's place in the ARN. RunTask and StartTask name a task definition but start tasks.
 */
export const clusterActions: readonly string[] = [
  'ecs:ContinueServiceDeployment',
  'ecs:CreateExpressGatewayService',
  'ecs:CreateService',
  'ecs:CreateTaskSet',
  'ecs:DeleteAttributes',
  'ecs:DeleteExpressGatewayService',
  'ecs:DeleteService',
  'ecs:DeleteTaskSet',
  'ecs:ExecuteCommand',
  'ecs:Poll',
  'ecs:PutAttributes',
  'ecs:PutSystemLogEvents',
  'ecs:RunTask',
  'ecs:StartTask',
  'ecs:StartTelemetrySession',
  'ecs:StopServiceDeployment',
  'ecs:StopTask',
  'ecs:UpdateContainerAgent',
  'ecs:UpdateContainerInstancesState',
  'ecs:UpdateExpressGatewayService',
  'ecs:UpdateService',
  'ecs:UpdateServicePrimaryTaskSet',
  'ecs:UpdateTaskProtection',
  'ecs:UpdateTaskSet',
]
