package orders;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Starts a loop, and stops it on SIGTERM; an exception ends the process without close(). */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    try (InputStream file = Files.newInputStream(Path.of("consumer.properties"))) {
      settings.load(file);
    }
    // Of any thread. No close(), which may commit what is not done, and no hook, which would wait.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          failure.printStackTrace();
          Runtime.getRuntime().halt(1);
        });
    KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings);
    Thread loop = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer, loop)));
    CommitSyncAfterBatch.run(consumer, record -> System.out.println(record.value()));
  }

  private static void stop(KafkaConsumer<?, ?> consumer, Thread loop) {
    consumer.wakeup();
    try {
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
