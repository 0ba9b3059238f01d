/** DescribeConfigs: nothing is set. */
import { describeConfigsRule } from '../../model/cluster/describe-configs.ts'
import {
  describeConfigs as codec,
  type DescribeConfigsRequest,
  type DescribeConfigsResponse,
} from '../../wire/apis/32-describe-configs.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

/** DescribeConfigs, between the wire and the model. */
export const describeConfigs: BrokerApi<
  'DescribeConfigs',
  DescribeConfigsRequest,
  DescribeConfigsResponse
> = {
  codec,
  rule: describeConfigsRule,
  traced: false,
  toModel: ({ api }) => ({ api }),
  toWire: ({ api, error }, { resources }) => ({
    api,
    results: resources.map(({ resourceType, resourceName }) => ({
      ...{ errorCode: numberOf(error), errorMessage: null },
      ...{ resourceType, resourceName, configs: [] },
    })),
  }),
}
