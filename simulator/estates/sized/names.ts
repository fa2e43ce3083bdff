import { arn, type Place } from '../builders/site.ts'

interface Names {
  of(position: number): string
  /** The position of the thing that a text (a name, an ARN) names; undefined when it names none of this kind. */
  in(text: string): number | undefined
}

/** Every name carries its position, so that what belongs to it is found without a search. */
function names(kind: string, digits: number): Names {
  const pattern = new RegExp(`(?:^|/)${kind}-(\\d{${digits}})(?=$|[/:])`)
  return {
    of: (position) => `${kind}-${String(position).padStart(digits, '0')}`,
    in(text) {
      const found = pattern.exec(text)?.[1]
      return found === undefined ? undefined : Number(found)
    },
  }
}

export const clusterNames = names('cluster', 4)
export const serviceNames = names('app', 6)
export const hostGroupNames = names('hosts', 4)
export const balancerNames = names('alb', 5)
export const repositoryNames = names('image', 6)
export const vpcNames = names('core', 2)
const jobNames = names('job', 6)

/** The families of services bear their names, the others come after them. */
export function familyName(position: number, services: number): string {
  return position < services ? serviceNames.of(position) : jobNames.of(position)
}

/** ARN of the secret that a cluster's services are given. */
export function databaseOf(place: Place, cluster: string): string {
  return arn(place, 'secretsmanager', `secret:${cluster}/database-4kQz7P`)
}
