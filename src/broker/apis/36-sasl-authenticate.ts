/**
 * SaslAuthenticate: whoever has a name and a password is welcome, whatever they are.
 *
 * Behaviour: what is no name with a password is SASL_AUTHENTICATION_FAILED. Nobody needs to ask.
 * Left out: mechanisms other than PLAIN; sessions that end.
 * Source: RFC 4616; `PlainSaslServer`, `SaslServerAuthenticator`.
 */
import type { KafkaErrorCode } from '../../model/errors.ts'
import type { Rule } from '../../model/network/rule.ts'
import {
  saslAuthenticate as codec,
  type SaslAuthenticateRequest,
  type SaslAuthenticateResponse,
} from '../../wire/apis/36-sasl-authenticate.ts'
import { errorNumber } from '../../wire/error-codes.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

declare module '../../model/network/requests.ts' {
  interface WireOnlyApis {
    SaslAuthenticate: {
      request: { readonly api: 'SaslAuthenticate' }
      response: { readonly api: 'SaslAuthenticate'; readonly error: KafkaErrorCode }
    }
  }
}

const nothing = Buffer.alloc(0)

const rule: Rule<'SaslAuthenticate'> = {
  api: 'SaslAuthenticate',
  key: 36,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'SaslAuthenticate', error }),
  handle: () => ({ api: 'SaslAuthenticate', error: 'NONE' }),
  count: 'errors',
}

/** SaslAuthenticate, between the wire and the model. */
export const saslAuthenticate: BrokerApi<
  'SaslAuthenticate',
  SaslAuthenticateRequest,
  SaslAuthenticateResponse
> = {
  codec,
  rule,
  traced: false,
  toModel: ({ api }) => ({ api }),
  toWire: ({ api, error }, { authBytes }) => ({
    api,
    errorCode: isPlain(authBytes) ? numberOf(error) : errorNumber('SASL_AUTHENTICATION_FAILED'),
    errorMessage: null,
    authBytes: nothing,
    sessionLifetimeMs: 0,
  }),
}

/** For whom, a name and a password, with a zero between each and the next. */
function isPlain(token: Buffer): boolean {
  const [, name = '', password = '', ...more] = token.toString().split('\0')
  return name !== '' && password !== '' && more.length === 0
}
