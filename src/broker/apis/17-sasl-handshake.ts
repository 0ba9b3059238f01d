/**
 * SaslHandshake: PLAIN is spoken, and asked of nobody. The cluster has no part in it.
 *
 * Source: `SaslServerAuthenticator.handleHandshakeRequest`.
 */
import type { KafkaErrorCode } from '../../model/errors.ts'
import type { Rule } from '../../model/network/rule.ts'
import {
  saslHandshake as codec,
  type SaslHandshakeRequest,
  type SaslHandshakeResponse,
} from '../../wire/apis/17-sasl-handshake.ts'
import { errorNumber } from '../../wire/error-codes.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

declare module '../../model/network/requests.ts' {
  interface WireOnlyApis {
    SaslHandshake: {
      request: { readonly api: 'SaslHandshake' }
      response: { readonly api: 'SaslHandshake'; readonly error: KafkaErrorCode }
    }
  }
}

const mechanisms = ['PLAIN']

const rule: Rule<'SaslHandshake'> = {
  api: 'SaslHandshake',
  key: 17,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'SaslHandshake', error }),
  handle: () => ({ api: 'SaslHandshake', error: 'NONE' }),
  count: 'errors',
}

/** SaslHandshake, between the wire and the model. */
export const saslHandshake: BrokerApi<
  'SaslHandshake',
  SaslHandshakeRequest,
  SaslHandshakeResponse
> = {
  codec,
  rule,
  traced: false,
  toModel: ({ api }) => ({ api }),
  toWire: ({ api, error }, { mechanism }) => {
    const isSpoken = mechanisms.includes(mechanism)
    const errorCode = isSpoken ? numberOf(error) : errorNumber('UNSUPPORTED_SASL_MECHANISM')
    return { api, errorCode, mechanisms }
  },
}
