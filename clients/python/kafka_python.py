"""kafka-python: python3 kafka_python.py 127.0.0.1:9092 orders out"""
import sys
from collections import Counter
from threading import Thread
from kafka import KafkaConsumer, KafkaProducer, TopicPartition, __version__

bootstrap, orders, out = sys.argv[1:]


def consumer(topic, group, **more):
    own = {"group_id": group, "enable_auto_commit": False, "auto_offset_reset": "earliest"}
    return KafkaConsumer(topic, bootstrap_servers=bootstrap, **own, **more)


def poll(member, timeout_ms=200):
    return [one for batch in member.poll(timeout_ms, max_records=100).values() for one in batch]


def member(read, leaves_after):
    """Reads and commits until all is read, or it has read enough."""
    own, count = consumer(orders, "kafka-python"), 0
    while len(set(read)) < 1000 and count < leaves_after:
        batch = poll(own)
        read += [one.value for one in batch]
        count += len(batch)
        if batch:
            own.commit()
    own.close()


def two_members():
    """The first leaves after 100 records; the other reads to the end. A join blocks: two threads."""
    read = []
    threads = [Thread(target=member, args=(read, most)) for most in (100, 1000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reader = consumer(orders, "kafka-python")
    places = [TopicPartition(orders, p) for p in reader.partitions_for_topic(orders)]
    committed = sum(reader.committed(place) or 0 for place in places)
    print("read", len(read), "distinct", len(set(read)), "committed", committed)
    reader.close()


def produce(name, **more):
    producer = KafkaProducer(bootstrap_servers=bootstrap, **more)
    sent = [producer.send(out, f"{name} {i}".encode() * 30) for i in range(10)]
    for one in sent:
        one.get(10)
    producer.close()


print("kafka-python", __version__)
two_members()
produce("plain")
produce("gzip", compression_type="gzip")
reader, values = consumer(out, "reader"), []
while len(values) < 20:
    values += [one.value.split()[0].decode() for one in poll(reader)]
print("reads", dict(Counter(values)))
reader.close()
