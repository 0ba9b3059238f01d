package ackurate.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;

/** A consumer for code that names its own topic and its own time in poll: those of the script. */
final class ScriptedConsumer {
  private ScriptedConsumer() {}

  @SuppressWarnings("unchecked")
  static Consumer<String, String> of(Client client) {
    return (Consumer<String, String>)
        Proxy.newProxyInstance(
            ScriptedConsumer.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            (proxy, method, args) -> {
              if (method.getName().equals("poll")) args[0] = Client.pollTimeout;
              if (method.getName().equals("subscribe")) args[0] = List.of(client.topic);
              try {
                return method.invoke(client.consumer, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
