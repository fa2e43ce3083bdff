import type { RepositoryEstate, TaskDefinitionFamily } from '../../estate.ts'
import type { ClusterSite } from '../builders/clusters.ts'
import { type FamilySpec, registered, release } from '../builders/definitions.ts'
import { familySpec, type TaskFamilySpec } from '../builders/families.ts'
import { addRepository } from '../builders/repositories.ts'
import { roleArn } from '../builders/roles.ts'
import { generated } from './generated.ts'
import { databaseOf, familyName, repositoryNames } from './names.ts'
import { roleNames } from './roles.ts'
import { hasHosts, type SizedSite, scratch } from './site.ts'
import { servicesPerRepository } from './size.ts'

function newestRevision({ size, changed }: SizedSite, family: number): number {
  return size.revisions + (family < changed ? 1 : 0)
}

/** The cluster of a service, and of a family that none runs the one where it would be. */
export function clusterOf({ clusters, counts }: SizedSite, service: number): ClusterSite {
  const position = Math.floor((service % counts.services) / counts.servicesPerCluster)
  const cluster = clusters[position]
  if (!cluster) throw new RangeError(`The estate has no cluster ${position}.`)
  return cluster
}

/** What a family and its service have in common. Every second one leaves the user to its image. */
export function taskFamily(sized: SizedSite, family: number): TaskFamilySpec {
  const { counts, site } = sized
  const service = family % counts.services
  return {
    name: familyName(family, counts.services),
    launch: hasHosts(Math.floor(service / counts.servicesPerCluster)) ? 'EC2' : 'FARGATE',
    revisions: newestRevision(sized, family),
    inactive: [],
    repository: { name: repositoryNames.of(Math.floor(service / servicesPerRepository)) },
    executionRoleArn: roleArn(site, roleNames(site, service).execution),
    app: { secrets: [clusterSecret(clusterOf(sized, service))], ...(family % 2 === 1 && { user: undefined }) },
  }
}

/** Services of a cluster share a database. */
function clusterSecret({ site, name }: ClusterSite) {
  return { name: 'DATABASE_URL', valueFrom: databaseOf(site, name) }
}

/** A family whose revisions are made when they are looked at. */
export function familyRecord(sized: SizedSite, family: number): TaskDefinitionFamily {
  const spec = contentOf(sized, family)
  return {
    family: spec.family,
    revisions: generated(spec.revisions, (index) => registered(sized.site, spec, index + 1, false)),
  }
}

function contentOf(sized: SizedSite, family: number): FamilySpec {
  const { counts, site } = sized
  const taskRole = family < counts.services ? roleArn(site, roleNames(site, family).task) : undefined
  return familySpec(clusterOf(sized, family), taskFamily(sized, family), taskRole)
}

/** Holds the images that its services run: mostly the same one. */
export function repositoryRecord(sized: SizedSite, position: number): RepositoryEstate {
  const site = scratch(sized.site)
  const services = Array.from({ length: servicesPerRepository }, (_, index) => position * servicesPerRepository + index)
  const releases = new Set(services.map((service) => release(newestRevision(sized, service))))
  addRepository(site, { name: repositoryNames.of(position), releases: [...releases].reverse() })
  const [made] = site.estate.ecr.repositories
  if (!made) throw new Error(`The repository ${position} was not made.`)
  return made
}
