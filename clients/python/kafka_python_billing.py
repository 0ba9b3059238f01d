"""kafka-python bills each order, and commits by WHEN: python3 kafka_python_billing.py WHEN"""
import os
import queue
import signal
import sys
import threading
import time
from kafka import ConsumerRebalanceListener, KafkaConsumer

when = sys.argv[1]
work_s = int(os.environ.get("WORK_MS", "20")) / 1000


def bill(order):
    time.sleep(work_s)
    print("billed", order.key.decode(), flush=True)


def work(orders):
    while True:
        bill(orders.get())


def stop(*_):
    global running
    running = False


class Revoked(ConsumerRebalanceListener):
    def on_partitions_revoked(self, revoked):
        global uncommitted
        if when == "on-revoke" and uncommitted:
            consumer.commit()
        uncommitted = 0

    def on_partitions_assigned(self, assigned):
        pass


consumer = KafkaConsumer(
    bootstrap_servers=os.environ["KAFKA_BOOTSTRAP_SERVERS"].split(","),
    group_id="billing", auto_offset_reset="earliest", max_poll_records=3,
    enable_auto_commit=when.startswith("auto"), auto_commit_interval_ms=300)
orders = queue.Queue()
threading.Thread(target=work, args=[orders], daemon=True).start()
if when != "no-close":
    signal.signal(signal.SIGTERM, stop)
running, uncommitted = True, 0
consumer.subscribe([os.environ["KAFKA_TOPIC"]], listener=Revoked())
try:
    while running:
        batch = [order for part in consumer.poll(200).values() for order in part]
        if when == "before" and batch:
            consumer.commit()
        for order in batch:
            orders.put(order) if when == "auto-thread" else bill(order)
        uncommitted += len(batch)
        seldom = when in ("seldom", "on-revoke", "no-close") and (uncommitted >= 5 or not batch)
        if uncommitted and (when == "after" or seldom):
            consumer.commit()
            uncommitted = 0
finally:
    # Its close does not call the listener.
    if when == "on-revoke" and uncommitted:
        consumer.commit()
    consumer.close()
