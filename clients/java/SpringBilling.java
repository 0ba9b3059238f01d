// spring-kafka's container without Boot bills each order: java -cp 'jars/*' SpringBilling.java CASE
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.*;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

public class SpringBilling {
  static int attempts = 0;

  /** Every third attempt fails; the next one of the same order does not. */
  static void bill(String order) {
    if (++attempts % 3 == 0) throw new IllegalStateException("the billing service is away");
    System.out.println("billed " + order);
  }

  public static void main(String[] args) {
    var name = args[0];
    var factory = new DefaultKafkaConsumerFactory<>(
        Map.<String, Object>of("bootstrap.servers", System.getenv("KAFKA_BOOTSTRAP_SERVERS"), "group.id", "billing",
            "auto.offset.reset", "earliest", "max.poll.records", "3"),
        new StringDeserializer(), new StringDeserializer());
    var properties = new ContainerProperties(System.getenv("KAFKA_TOPIC"));
    if (name.equals("record")) properties.setAckMode(AckMode.RECORD);
    if (name.startsWith("manual")) {
      properties.setAckMode(AckMode.MANUAL);
      properties.setMessageListener((AcknowledgingMessageListener<String, String>) (order, ack) -> {
        if (name.equals("manual")) {
          bill(order.key());
          ack.acknowledge();
        } else {
          try {
            bill(order.key());
          } finally {
            ack.acknowledge();
          }
        }
      });
    } else {
      properties.setMessageListener((MessageListener<String, String>) order -> bill(order.key()));
    }
    var container = new KafkaMessageListenerContainer<>(factory, properties);
    if (!name.equals("no-close")) Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
    container.start();
  }
}
