import type * as sdk from '@aws-sdk/client-codedeploy'
import { assertBatch, type Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

export const codedeploy: Service = {
  signingName: 'codedeploy',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-codedeploy'),
  invalidInput: 'ValidationException',
  invalidToken: 'InvalidNextTokenException',
  operations: {
    /** CodeDeploy takes no page size: 100 names a page. */
    ListApplications({ nextToken }: sdk.ListApplicationsInput, call: Call): sdk.ListApplicationsOutput {
      const { items, next } = page(call, call.estate.codedeploy.applications, {
        token: nextToken,
        size: undefined,
        max: 100,
      })
      return { applications: items.flatMap(({ applicationName }) => applicationName ?? []), nextToken: next }
    },

    ListDeploymentGroups(
      { applicationName, nextToken }: sdk.ListDeploymentGroupsInput,
      call: Call,
    ): sdk.ListDeploymentGroupsOutput {
      const { items, next } = page(call, groupsOf(call, applicationName), {
        token: nextToken,
        size: undefined,
        max: 100,
      })
      return {
        applicationName,
        deploymentGroups: items.flatMap(({ deploymentGroupName }) => deploymentGroupName ?? []),
        nextToken: next,
      }
    },

    GetDeploymentGroup(input: sdk.GetDeploymentGroupInput, call: Call): sdk.GetDeploymentGroupOutput {
      const { applicationName, deploymentGroupName } = input
      const deploymentGroupInfo = groupsOf(call, applicationName).find(
        (group) => group.deploymentGroupName === deploymentGroupName,
      )
      if (!deploymentGroupInfo || call.fault === 'vanish') {
        throw new AwsError(
          'DeploymentGroupDoesNotExistException',
          `No Deployment Group found for name: ${deploymentGroupName}`,
        )
      }
      return { deploymentGroupInfo }
    },

    BatchGetDeploymentGroups(input: sdk.BatchGetDeploymentGroupsInput, call: Call): sdk.BatchGetDeploymentGroupsOutput {
      const { applicationName, deploymentGroupNames = [] } = input
      assertBatch(call, deploymentGroupNames, 100, 'deploymentGroupNames')
      const groups = groupsOf(call, applicationName)
      return {
        deploymentGroupsInfo: groups.filter(({ deploymentGroupName = '' }) =>
          deploymentGroupNames.includes(deploymentGroupName),
        ),
      }
    },
  },
}

function groupsOf({ estate }: Call, applicationName: string | undefined): sdk.DeploymentGroupInfo[] {
  const { applications, deploymentGroups } = estate.codedeploy
  if (!applications.some((application) => application.applicationName === applicationName)) {
    throw new AwsError('ApplicationDoesNotExistException', `No application found for name: ${applicationName}`)
  }
  return deploymentGroups.filter((group) => group.applicationName === applicationName)
}
