/** What builds and deploys: CloudFormation stacks, CodePipeline pipelines, CodeBuild projects. */

/** A stack that the tags of a cluster or service name. */
export interface Stack {
  /** Its ARN. */
  StackId: string
  StackName: string
  StackStatus: string
  DriftInformation?: { StackDriftStatus: string; LastCheckTimestamp?: string }
}

/** A pipeline with at least one action that deploys to ECS, itself or through CodeDeploy. */
export interface Pipeline {
  name: string
  deployments: {
    /** `ECS` or `CodeDeployToECS`. */
    provider: string
    /** Where the action deploys, when not in the pipeline's own region. */
    region?: string
    ClusterName?: string
    ServiceName?: string
    ApplicationName?: string
    DeploymentGroupName?: string
  }[]
  /** Providers of all its actions: `CodeBuild`, `GitHub` ... */
  providers: string[]
}

export interface BuildProject {
  name: string
}
