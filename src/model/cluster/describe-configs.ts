/**
 * DescribeConfigs (key 32).
 *
 * Behaviour: any broker answers, for every topic and broker that it is asked about, that nothing is
 * set.
 * Left out: the settings.
 * Source: reference C.10; `KafkaApis.handleDescribeConfigsRequest`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import type { Rule } from '../network/rule.ts'

declare module '../network/requests.ts' {
  interface WireOnlyApis {
    DescribeConfigs: {
      request: { readonly api: 'DescribeConfigs' }
      response: { readonly api: 'DescribeConfigs'; readonly error: KafkaErrorCode }
    }
  }
}

/** The rule of DescribeConfigs. */
export const describeConfigsRule: Rule<'DescribeConfigs'> = {
  api: 'DescribeConfigs',
  key: 32,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'DescribeConfigs', error }),
  handle: () => ({ api: 'DescribeConfigs', error: 'NONE' }),
  count: 'errors',
}
