"""confluent-kafka bills each order, and commits by WHEN: python3 confluent_billing.py WHEN"""
import os
import queue
import signal
import sys
import threading
import time
from confluent_kafka import Consumer

when = sys.argv[1]
work_s = int(os.environ.get("WORK_MS", "20")) / 1000


def bill(order):
    time.sleep(work_s)
    print("billed", order.key().decode(), flush=True)


def work(orders):
    while True:
        bill(orders.get())


def stop(*_):
    global running
    running = False


def revoked(*_):
    global uncommitted
    if when == "on-revoke" and uncommitted:
        consumer.commit(asynchronous=False)
    uncommitted = 0


consumer = Consumer({
    "bootstrap.servers": os.environ["KAFKA_BOOTSTRAP_SERVERS"], "group.id": "billing",
    "auto.offset.reset": "earliest", "auto.commit.interval.ms": 100,
    "enable.auto.commit": when in ("auto", "auto-thread", "store"),
    "enable.auto.offset.store": when != "store"})
orders = queue.Queue()
threading.Thread(target=work, args=[orders], daemon=True).start()
if when != "no-close":
    signal.signal(signal.SIGTERM, stop)
running, uncommitted = True, 0
consumer.subscribe([os.environ["KAFKA_TOPIC"]], on_revoke=revoked)
try:
    while running:
        order = consumer.poll(0.2)
        if order is not None and order.error() is None:
            if when == "before":
                consumer.commit(order, asynchronous=False)
            orders.put(order) if when == "auto-thread" else bill(order)
            if when == "store":
                consumer.store_offsets(order)
            uncommitted += 1
        seldom = when in ("seldom", "on-revoke", "no-close") and (uncommitted >= 5 or order is None)
        if uncommitted and (when == "after" or seldom):
            consumer.commit(asynchronous=False)
            uncommitted = 0
finally:
    consumer.close()
