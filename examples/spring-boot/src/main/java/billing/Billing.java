package billing;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.kafka.annotation.KafkaListener;

/** Bills each order; Spring commits what a poll returned, once all of it is billed. */
@SpringBootApplication
public class Billing {
  @KafkaListener(topics = "${topic}")
  void bill(ConsumerRecord<String, String> order) {
    System.out.println("billed " + order.key());
  }

  public static void main(String[] args) {
    SpringApplication.run(Billing.class, args);
  }
}
