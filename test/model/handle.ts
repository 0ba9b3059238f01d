/** A broker that finds the rule of a request by itself, for tests. */
import { clientRules } from '../../src/model/client-rules.ts'
import type { Cluster, Ports } from '../../src/model/cluster/cluster.ts'
import { handle as handleBy } from '../../src/model/cluster/handle.ts'
import { produceRule } from '../../src/model/cluster/produce.ts'
import {
  createPartitionsRule,
  createTopicsRule,
  deleteTopicsRule,
} from '../../src/model/cluster/topics.ts'
import type { Request, Response } from '../../src/model/network/requests.ts'
import type { Rule } from '../../src/model/network/rule.ts'

/** The rules of the model's own clients and of applications, as brokers have them. */
export const rules: readonly Rule[] = [
  ...Object.values<Rule>(clientRules).filter(({ api }) => api !== 'Produce'),
  ...[produceRule, createTopicsRule, createPartitionsRule, deleteTopicsRule],
]

/** The rule of the request's API. */
export function ruleOf({ api }: Request): Rule {
  const rule = rules.find((one) => one.api === api)
  if (rule === undefined) throw new Error(`no rule of ${api}`)
  return rule
}

/** What the broker answers. */
export function handle(
  cluster: Cluster,
  ports: Ports,
  broker: number,
  request: Request,
  ticket: number,
): Response | null {
  return handleBy(cluster, ports, broker, ruleOf(request), request, ticket)
}
