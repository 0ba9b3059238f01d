/** The rules of all APIs that reach the model over the wire. */
import { clientRules } from '../model/client-rules.ts'
import { produceRule } from '../model/cluster/produce.ts'
import {
  createPartitionsRule,
  createTopicsRule,
  deleteTopicsRule,
} from '../model/cluster/topics.ts'
import type { Api } from '../model/network/requests.ts'
import type { Rule } from '../model/network/rule.ts'

const rules: { readonly [A in Api]: Rule<A> } = {
  ...clientRules,
  Produce: produceRule,
  CreateTopics: createTopicsRule,
  CreatePartitions: createPartitionsRule,
  DeleteTopics: deleteTopicsRule,
}

/** The rule of an API. */
export function ruleOf(api: Api): Rule {
  return rules[api]
}
