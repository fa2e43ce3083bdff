import { imageConfig } from '../testing/account.ts'
import { container, taskDefinition, withContainers } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './img-setuid-removed.ts'

const guarded = (option: string) => [container({ dockerSecurityOptions: [option] })]
const onHost = (option: string) => onEc2({ definition: { containerDefinitions: guarded(option) } })

testCheck(question, {
  manual: {
    'an image that a task runs': { shows: ['containerDefinitions[0].image', 'history.clearsSetuid'] },
    'a build that clears the bits is shown, not taken for an answer': {
      given: { imageConfigs: [imageConfig({ history: { installers: [], clearsSetuid: true } })] },
    },
    'no-new-privileges on Fargate, which does not accept it': {
      given: withContainers(...guarded('no-new-privileges')),
    },
    'another security option on EC2': { given: onHost('label:type:x') },
    'the option written as off': { given: onHost('no-new-privileges:false') },
  },
  pass: {
    'no-new-privileges on EC2': { given: onHost('no-new-privileges') },
    'no-new-privileges on EC2, written as true': { given: onHost('no-new-privileges:true') },
  },
  notApplicable: {
    'an image that is copied from elsewhere': {
      given: {
        pullThroughCacheRules: [{ ecrRepositoryPrefix: 'ROOT', upstreamRegistryUrl: 'u', registryId: id.account }],
      },
    },
    Windows: {
      given: {
        taskDefinitions: [taskDefinition({ runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } })],
      },
    },
    'no task of its images runs': { given: { tasks: [] } },
  },
})
