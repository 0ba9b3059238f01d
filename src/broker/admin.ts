/**
 * What an application's admin client asks, answered from the cluster.
 *
 * Left out: replica assignments, topic settings, authorisation.
 * Source: reference C.10; `KafkaApis`.
 */

import type { Simulation } from '../kafkajs/simulation/simulation.ts'
import type { Group } from '../model/group/group.ts'
import type { Request } from '../model/network/requests.ts'
import type { DescribedGroup } from '../wire/apis/15-describe-groups.ts'
import { encodeAssignment } from '../wire/consumer-protocol.ts'
import type { WireRequest, WireResponse } from './apis.ts'
import { byTopic } from './by-topic.ts'
import { numberOf } from './errors.ts'
import { groupOf } from './group-names.ts'
import { bytesOf } from './member-metadata.ts'
import { ruleOf } from './rules.ts'

const none = Buffer.alloc(0)

/** The answer to an administrator. */
export function administer(simulation: Simulation, wire: WireRequest): WireResponse {
  switch (wire.api) {
    case 'CreateTopics': {
      const topics = wire.topics.map(({ name, numPartitions }) => ({
        topic: name,
        partitions: numPartitions,
      }))
      const results = change(simulation, { api: wire.api, topics, validateOnly: wire.validateOnly })
      return { api: wire.api, topics: results.map(explained) }
    }
    case 'CreatePartitions': {
      const topics = wire.topics.map(({ name, count }) => ({ topic: name, partitions: count }))
      const results = change(simulation, { api: wire.api, topics, validateOnly: wire.validateOnly })
      return { api: wire.api, results: results.map(explained) }
    }
    case 'DeleteTopics': {
      const results = change(simulation, { api: wire.api, topics: wire.topicNames })
      return { api: wire.api, responses: results }
    }
    case 'DescribeGroups':
      return { api: wire.api, groups: wire.groups.map((name) => described(simulation, name)) }
    case 'ListGroups': {
      const groups = simulation.world.cluster.groups.map(({ groupId }) => ({
        groupId: nameOf(simulation, groupId),
        protocolType: 'consumer',
      }))
      return { api: wire.api, errorCode: 0, groups }
    }
    case 'DeleteGroups': {
      // Groups of a run are never deleted: a group with members cannot be, and the others are gone.
      const errorCode = numberOf('GROUP_AUTHORIZATION_FAILED')
      return {
        api: wire.api,
        results: wire.groupsNames.map((groupId) => ({ groupId, errorCode })),
      }
    }
    case 'DescribeConfigs':
      return {
        api: wire.api,
        results: wire.resources.map(({ resourceType, resourceName }) => ({
          ...{ errorCode: 0, errorMessage: null, resourceType, resourceName, configs: [] },
        })),
      }
    default:
      throw new Error(`${wire.api} is no administrator's request`)
  }
}

interface Result {
  readonly name: string
  readonly errorCode: number
}

function change({ world }: Simulation, request: Request): Result[] {
  const response = ruleOf(request.api).handle(world.cluster, world.ports, 0, request, -1)
  if (response === null || !('topics' in response)) throw new Error(`${request.api} is held`)
  return response.topics.map(({ topic, error }) => ({ name: topic, errorCode: numberOf(error) }))
}

function explained(result: Result) {
  return { ...result, errorMessage: null }
}

function nameOf(simulation: Simulation, groupId: string): string {
  return groupId.startsWith('other/') ? groupId.slice('other/'.length) : simulation.groupId
}

function described(simulation: Simulation, name: string): DescribedGroup {
  const id = groupOf(simulation, name)
  const group = simulation.world.cluster.groups.find(({ groupId }) => groupId === id)
  return {
    errorCode: 0,
    groupId: name,
    groupState: group?.status ?? 'Dead',
    protocolType: 'consumer',
    protocolData: group?.protocol ?? '',
    members: group === undefined ? [] : group.members.map((member) => describedMember(member)),
  }
}

function describedMember({ memberId, clientId, protocols, assignment }: Group['members'][number]) {
  const [protocol] = protocols
  return {
    memberId,
    clientId,
    clientHost: '/127.0.0.1',
    memberMetadata: protocol === undefined ? none : bytesOf(protocol.metadata),
    memberAssignment: encodeAssignment(byTopic(assignment)),
  }
}
