/** What a client asks any broker: versions, metadata, and who coordinates what. */

/** ApiVersions, version 0 to 2: what does this broker speak? */
export interface ApiVersionsRequest {
  readonly api: 'ApiVersions'
}

/** One API and the versions of it that a broker speaks. */
export interface ApiVersionRange {
  readonly apiKey: number
  readonly minVersion: number
  readonly maxVersion: number
}

/** Answers `ApiVersionsRequest`. */
export interface ApiVersionsResponse {
  readonly api: 'ApiVersions'
  readonly errorCode: number
  readonly apiKeys: readonly ApiVersionRange[]
}

/** Metadata, version 6. */
export interface MetadataRequest {
  readonly api: 'Metadata'
  /** Null: all topics. kafkajs sends null for an empty list too. */
  readonly topics: readonly { readonly name: string }[] | null
  readonly allowAutoTopicCreation: boolean
}

/** A broker's address. */
export interface MetadataBroker {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

/** A partition and who leads it. */
export interface MetadataPartition {
  readonly errorCode: number
  readonly partitionIndex: number
  readonly leaderId: number
  readonly replicaNodes: readonly number[]
  readonly isrNodes: readonly number[]
  readonly offlineReplicas: readonly number[]
}

/** A topic and its partitions. */
export interface MetadataTopic {
  readonly errorCode: number
  readonly name: string
  readonly isInternal: boolean
  readonly partitions: readonly MetadataPartition[]
}

/** Answers `MetadataRequest`. */
export interface MetadataResponse {
  readonly api: 'Metadata'
  readonly brokers: readonly MetadataBroker[]
  readonly clusterId: string | null
  readonly controllerId: number
  readonly topics: readonly MetadataTopic[]
}

/** FindCoordinator, version 2. */
export interface FindCoordinatorRequest {
  readonly api: 'FindCoordinator'
  readonly key: string
  /** 0: a group's coordinator; 1: a transaction's. */
  readonly keyType: number
}

/** Answers `FindCoordinatorRequest`; with an error: node -1, host '', port -1. */
export interface FindCoordinatorResponse {
  readonly api: 'FindCoordinator'
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly nodeId: number
  readonly host: string
  readonly port: number
}
