/**
 * `ackurate/spring`: a Spring Kafka listener with its `application.yml`, its error handler and its
 * method, to be checked like any strategy.
 */
export * from '../strategies/spring-kafka/public.ts'
export {
  type BatchListenerContext,
  type ListenerContext,
  type SpringListener,
  springListener,
} from './spring-listener.ts'
