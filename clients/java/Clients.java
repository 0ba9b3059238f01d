// kafka-clients: java -cp 'jars/*' Clients.java 127.0.0.1:9092 orders out
import java.time.Duration;
import java.util.*;
import java.util.stream.*;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.*;

public class Clients {
  static String bootstrap, orders, out;

  static KafkaConsumer<String, String> consumer(String group, String... more) {
    var settings = new Properties();
    settings.putAll(Map.of("bootstrap.servers", bootstrap, "group.id", group, "enable.auto.commit", "false",
        "auto.offset.reset", "earliest"));
    for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  static KafkaProducer<String, String> producer(String... more) {
    var settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  /** The first leaves after 100 records; the other reads to the end. */
  static void twoMembers(String assignor) {
    var strategy = "org.apache.kafka.clients.consumer." + assignor;
    var members = new ArrayList<KafkaConsumer<String, String>>();
    for (int i = 0; i < 2; i++) {
      members.add(consumer(assignor, "partition.assignment.strategy", strategy, "max.poll.records", "50"));
      members.get(i).subscribe(List.of(orders));
    }
    var seen = new HashSet<String>();
    int read = 0, first = 0;
    while (seen.size() < 1000) {
      for (var member : List.copyOf(members)) {
        var batch = member.poll(Duration.ofMillis(200));
        for (var record : batch) seen.add(record.partition() + "/" + record.offset());
        read += batch.count();
        if (batch.count() > 0) member.commitSync();
        if (members.size() == 2 && member == members.get(0)) first += batch.count();
      }
      if (members.size() == 2 && first >= 100) members.remove(0).close();
    }
    var places = Set.of(new TopicPartition(orders, 0), new TopicPartition(orders, 1));
    var committed = members.get(0).committed(places).values().stream().mapToLong(o -> o.offset()).sum();
    System.out.println(assignor + " read " + read + " distinct " + seen.size() + " committed " + committed);
    members.get(0).close();
  }

  static void produce(String name, String... settings) throws Exception {
    try (var one = producer(settings)) {
      for (int i = 0; i < 10; i++) one.send(new ProducerRecord<>(out, (name + " ").repeat(30)));
    }
  }

  /** One commits records and offsets, the next aborts both. */
  static void transactions() {
    var reader = consumer("tx");
    reader.subscribe(List.of(orders));
    while (reader.assignment().isEmpty()) reader.poll(Duration.ofMillis(200));
    var place = new TopicPartition(orders, 0);
    try (var one = producer("transactional.id", "tx")) {
      one.initTransactions();
      for (var end : List.of(7, 9)) {
        one.beginTransaction();
        for (int i = 0; i < 10; i++) one.send(new ProducerRecord<>(out, (end == 7 ? "committed " : "aborted ") + i));
        one.sendOffsetsToTransaction(Map.of(place, new OffsetAndMetadata(end)), reader.groupMetadata());
        one.flush();
        if (end == 7) one.commitTransaction();
        else one.abortTransaction();
      }
    }
    System.out.println("transactional: committed offset " + reader.committed(Set.of(place)).get(place).offset());
    reader.close();
  }

  static void readBack(String isolation, int last) {
    var counts = new TreeMap<String, Integer>();
    try (var one = consumer("reader-" + isolation, "isolation.level", isolation)) {
      one.subscribe(List.of(out));
      while (counts.values().stream().mapToInt(i -> i).sum() < last) {
        for (var record : one.poll(Duration.ofMillis(200))) counts.merge(record.value().split(" ")[0], 1, Integer::sum);
      }
    }
    System.out.println(isolation + " reads " + counts);
  }

  static void administration() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var nodes = admin.describeCluster().nodes().get().size();
      var groups = admin.describeConsumerGroups(List.of("RangeAssignor", "tx")).all().get();
      var offsets = admin.listConsumerGroupOffsets("RangeAssignor").partitionsToOffsetAndMetadata().get();
      System.out.println("brokers " + nodes + " groups " + groups.size() + " offsets " + offsets.size());
    }
  }

  public static void main(String[] args) throws Exception {
    bootstrap = args[0];
    orders = args[1];
    out = args[2];
    var jar = KafkaConsumer.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    System.out.println(jar.substring(jar.lastIndexOf('/') + 1));
    twoMembers("RangeAssignor");
    twoMembers("CooperativeStickyAssignor");
    produce("plain", "enable.idempotence", "false");
    produce("idempotent");
    for (var codec : List.of("gzip", "snappy", "lz4", "zstd")) produce(codec, "compression.type", codec);
    transactions();
    readBack("read_committed", 70);
    readBack("read_uncommitted", 80);
    administration();
  }
}
