/** What kafkajs' admin client asks, as far as services use it. */

/** Which brokers hold one new partition. */
export interface CreatableAssignment {
  readonly partitionIndex: number
  readonly brokerIds: readonly number[]
}

/** A setting of a new topic. */
export interface CreatableConfig {
  readonly name: string
  readonly value: string | null
}

/** A topic to create; -1 partitions or replicas: the broker's default. */
export interface CreatableTopic {
  readonly name: string
  readonly numPartitions: number
  readonly replicationFactor: number
  readonly assignments: readonly CreatableAssignment[]
  readonly configs: readonly CreatableConfig[]
}

/** CreateTopics, version 3. */
export interface CreateTopicsRequest {
  readonly api: 'CreateTopics'
  readonly topics: readonly CreatableTopic[]
  readonly timeoutMs: number
  readonly validateOnly: boolean
}

/** What became of one topic. */
export interface NamedResult {
  readonly name: string
  readonly errorCode: number
}

/** What became of one topic, in words too. */
export interface ExplainedResult extends NamedResult {
  readonly errorMessage: string | null
}

/** Answers `CreateTopicsRequest`. */
export interface CreateTopicsResponse {
  readonly api: 'CreateTopics'
  readonly topics: readonly ExplainedResult[]
}

/** DeleteTopics, version 1. */
export interface DeleteTopicsRequest {
  readonly api: 'DeleteTopics'
  readonly topicNames: readonly string[]
  readonly timeoutMs: number
}

/** Answers `DeleteTopicsRequest`. */
export interface DeleteTopicsResponse {
  readonly api: 'DeleteTopics'
  readonly responses: readonly NamedResult[]
}

/** A topic that is to have `count` partitions in all. */
export interface CreatePartitionsTopic {
  readonly name: string
  readonly count: number
  /** Null: the brokers choose. */
  readonly assignments: readonly { readonly brokerIds: readonly number[] }[] | null
}

/** CreatePartitions, version 1. */
export interface CreatePartitionsRequest {
  readonly api: 'CreatePartitions'
  readonly topics: readonly CreatePartitionsTopic[]
  readonly timeoutMs: number
  readonly validateOnly: boolean
}

/** Answers `CreatePartitionsRequest`. */
export interface CreatePartitionsResponse {
  readonly api: 'CreatePartitions'
  readonly results: readonly ExplainedResult[]
}

/** DescribeGroups, version 2. */
export interface DescribeGroupsRequest {
  readonly api: 'DescribeGroups'
  readonly groups: readonly string[]
}

/** A member of a described group. */
export interface DescribedMember {
  readonly memberId: string
  readonly clientId: string
  readonly clientHost: string
  readonly memberMetadata: Buffer
  readonly memberAssignment: Buffer
}

/** A described group; `groupState` is one of Kafka's words, such as Stable or Empty. */
export interface DescribedGroup {
  readonly errorCode: number
  readonly groupId: string
  readonly groupState: string
  readonly protocolType: string
  readonly protocolData: string
  readonly members: readonly DescribedMember[]
}

/** Answers `DescribeGroupsRequest`. */
export interface DescribeGroupsResponse {
  readonly api: 'DescribeGroups'
  readonly groups: readonly DescribedGroup[]
}

/** ListGroups, version 2. */
export interface ListGroupsRequest {
  readonly api: 'ListGroups'
}

/** A group that a broker coordinates. */
export interface ListedGroup {
  readonly groupId: string
  readonly protocolType: string
}

/** Answers `ListGroupsRequest`. */
export interface ListGroupsResponse {
  readonly api: 'ListGroups'
  readonly errorCode: number
  readonly groups: readonly ListedGroup[]
}

/** DeleteGroups, version 1. */
export interface DeleteGroupsRequest {
  readonly api: 'DeleteGroups'
  readonly groupsNames: readonly string[]
}

/** What became of one group. */
export interface DeletedGroup {
  readonly groupId: string
  readonly errorCode: number
}

/** Answers `DeleteGroupsRequest`. */
export interface DeleteGroupsResponse {
  readonly api: 'DeleteGroups'
  readonly results: readonly DeletedGroup[]
}

/** A resource whose settings are wanted; type 2 is a topic, 4 a broker. */
export interface DescribeConfigsResource {
  readonly resourceType: number
  readonly resourceName: string
  /** Null: all of them. kafkajs sends null for an empty list too. */
  readonly configurationKeys: readonly string[] | null
}

/** DescribeConfigs, version 2. */
export interface DescribeConfigsRequest {
  readonly api: 'DescribeConfigs'
  readonly resources: readonly DescribeConfigsResource[]
  readonly includeSynonyms: boolean
}

/** Another place where a setting could come from. */
export interface ConfigSynonym {
  readonly name: string
  readonly value: string | null
  readonly source: number
}

/** A setting; source 5 is the default. */
export interface DescribedConfig {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly configSource: number
  readonly isSensitive: boolean
  readonly synonyms: readonly ConfigSynonym[]
}

/** The settings of one resource. */
export interface DescribeConfigsResult {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly DescribedConfig[]
}

/** Answers `DescribeConfigsRequest`. */
export interface DescribeConfigsResponse {
  readonly api: 'DescribeConfigs'
  readonly results: readonly DescribeConfigsResult[]
}
