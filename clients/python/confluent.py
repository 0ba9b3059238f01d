"""confluent-kafka (librdkafka): python3 confluent.py 127.0.0.1:9092 orders out"""
import sys
from collections import Counter
from confluent_kafka import Consumer, Producer, TopicPartition, libversion

bootstrap, orders, out = sys.argv[1:]
at = {"bootstrap.servers": bootstrap}


def consumer(group, **more):
    own = {"group.id": group, "enable.auto.commit": False, "auto.offset.reset": "earliest"}
    return Consumer({**at, **own, **{key.replace("_", "."): more[key] for key in more}})


def committed(member, topic):
    parts = [TopicPartition(topic, p) for p in member.list_topics(topic).topics[topic].partitions]
    return sum(max(0, place.offset) for place in member.committed(parts, timeout=10))


def two_members(assignor):
    """Both read and commit; the first leaves after 100 records; the other reads to the end."""
    group, read, first = "confluent-" + assignor, [], 0
    members = [consumer(group, partition_assignment_strategy=assignor) for _ in range(2)]
    for member in members:
        member.subscribe([orders])
    while len(set(read)) < 1000:
        for member in list(members):
            batch = [one for one in member.consume(100, 0.2) if one.error() is None]
            read += [one.value() for one in batch]
            if batch:
                member.commit(asynchronous=False)
            first += len(batch) if member is members[0] else 0
        if len(members) == 2 and first >= 100:
            members.pop(0).close()
    print(assignor, "read", len(read), "distinct", len(set(read)), "committed", committed(members[0], orders))
    members[0].close()


def produce(name, settings):
    producer = Producer({**at, **settings})
    for i in range(10):
        producer.produce(out, f"{name} " * 30, f"{i}", on_delivery=lambda error, _: error and print(name, error))
    producer.flush(10)


def transactions():
    """One commits records and offsets, the next aborts both."""
    reader, producer = consumer("tx"), Producer({**at, "transactional.id": "tx"})
    reader.subscribe([orders])
    while not reader.assignment():
        reader.poll(0.2)
    producer.init_transactions(10)
    for end, commits in (7, True), (9, False):
        producer.begin_transaction()
        for i in range(10):
            producer.produce(out, f"{'committed' if commits else 'aborted'} {i}")
        producer.flush(10)
        offsets = [TopicPartition(orders, 0, end)]
        producer.send_offsets_to_transaction(offsets, reader.consumer_group_metadata(), 10)
        producer.commit_transaction(10) if commits else producer.abort_transaction(10)
    print("transactional: committed offset", reader.committed([TopicPartition(orders, 0)])[0].offset)
    reader.close()


def read_back(isolation):
    member, values = consumer("reader-" + isolation, isolation_level=isolation), []
    member.subscribe([out])
    while batch := member.consume(100, 5):
        values += [one.value().split()[0].decode() for one in batch]
    member.close()
    print(isolation, "reads", dict(Counter(values)))


print("librdkafka", libversion()[0])
two_members("range")
two_members("cooperative-sticky")
produce("plain", {})
produce("idempotent", {"enable.idempotence": True})
for codec in "gzip", "snappy", "lz4", "zstd":
    produce(codec, {"compression.type": codec})
transactions()
read_back("read_committed")
read_back("read_uncommitted")
