import { arn, daysAgo, hoursAgo, lowerTags, required, type Site, uuid } from '../../builders/site.ts'

/** Stacks that made a cluster and its services: one is as it was made, one was changed by hand since. */
export function addStacks(site: Site): void {
  for (const [name, drift] of [
    ['payments', 'IN_SYNC'],
    ['models', 'DRIFTED'],
  ] as const) {
    const StackId = arn(site, 'cloudformation', `stack/${name}/${uuid(site, 'stack', name)}`)
    site.estate.cloudformation.stacks.push({
      StackId,
      StackName: name,
      CreationTime: daysAgo(site, 400),
      LastUpdatedTime: daysAgo(site, 9),
      StackStatus: 'UPDATE_COMPLETE',
      DriftInformation: { StackDriftStatus: drift, LastCheckTimestamp: daysAgo(site, 2) },
    })
    const tags = lowerTags({ 'aws:cloudformation:stack-id': StackId, 'aws:cloudformation:stack-name': name })
    const { clusters, services } = site.estate.ecs
    const cluster = required(clusters, ({ clusterName }) => clusterName === name, `cluster ${name}`)
    const made = services.filter(({ clusterArn }) => clusterArn === cluster.clusterArn)
    for (const one of [cluster, ...made]) one.tags = [...(one.tags ?? []), ...tags]
  }
}

/** One pipeline deploys by itself, one through CodeDeploy, one nothing that runs in a container. */
export function addPipelines(site: Site): void {
  const build = { category: 'Build' as const, owner: 'AWS' as const, provider: 'CodeBuild', version: '1' }
  const deployments = [
    ['payments-api', 'ECS', { ClusterName: 'payments', ServiceName: 'payments-api', FileName: 'images.json' }],
    ['checkout', 'CodeDeployToECS', { ApplicationName: 'payments', DeploymentGroupName: 'checkout' }],
    ['website', 'S3', { BucketName: 'larkfield-website' }],
  ] as const
  for (const [name, provider, configuration] of deployments) {
    site.estate.codepipeline.pipelines.push({
      name,
      roleArn: `arn:aws:iam::${site.account}:role/deploy-pipeline`,
      pipelineType: 'V2',
      version: 4,
      stages: [
        { name: 'Build', actions: [{ name: 'build', actionTypeId: build, configuration: { ProjectName: name } }] },
        {
          name: 'Deploy',
          actions: [{ name: 'deploy', actionTypeId: { ...build, category: 'Deploy', provider }, configuration }],
        },
      ],
    })
    site.estate.codebuild.projects.push(name)
  }
}

/** How Compute Optimizer, which the account has opted in to, finds the services of the payments cluster. */
export function addRecommendations(site: Site): void {
  const { clusters, services } = site.estate.ecs
  const { clusterArn } = required(clusters, ({ clusterName }) => clusterName === 'payments', 'cluster payments')
  site.estate.computeOptimizer = {
    enrolled: true,
    recommendations: services
      .filter((service) => service.clusterArn === clusterArn && (service.runningCount ?? 0) > 0)
      .map(({ serviceArn, serviceName }) => ({
        serviceArn,
        accountId: site.account,
        launchType: 'Fargate',
        lookbackPeriodInDays: 14,
        lastRefreshTimestamp: hoursAgo(site, 12),
        ...(serviceName === 'ledger'
          ? { finding: 'Overprovisioned', findingReasonCodes: ['CPUOverprovisioned' as const] }
          : { finding: 'Optimized' }),
      })),
  }
}

/** Nodes of the service graph: the applications whose traces arrive. */
export function addTraces(site: Site): void {
  site.estate.xray.services = ['payments-api', 'checkout'].map((Name, ReferenceId) => ({
    ReferenceId,
    Name,
    Names: [Name],
    Type: 'AWS::ECS::Container',
    State: 'active',
    AccountId: site.account,
    StartTime: hoursAgo(site, 6),
    EndTime: site.now,
  }))
}
