package orders;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Commits are not waited for. Spring Boot has no key for it, and takes this bean. */
@Configuration
public class SpringCountAsyncConfiguration {
  @Bean
  public ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>>
      asyncCommits() {
    return container -> container.getContainerProperties().setSyncCommits(false);
  }
}
