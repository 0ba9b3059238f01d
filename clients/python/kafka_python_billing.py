"""kafka-python bills each order, and commits by WHEN: python3 kafka_python_billing.py WHEN"""
import os
import queue
import signal
import sys
import threading
import time
from kafka import KafkaConsumer

when = sys.argv[1]
work_s = int(os.environ.get("WORK_MS", "20")) / 1000


def bill(order):
    time.sleep(work_s)
    print("billed", order.key.decode(), flush=True)


def work(orders):
    while True:
        bill(orders.get())


def stop(*_):
    sys.exit()


consumer = KafkaConsumer(
    os.environ["KAFKA_TOPIC"], bootstrap_servers=os.environ["KAFKA_BOOTSTRAP_SERVERS"].split(","),
    group_id="billing", auto_offset_reset="earliest", max_poll_records=3,
    enable_auto_commit=when.startswith("auto"), auto_commit_interval_ms=300)
orders = queue.Queue()
threading.Thread(target=work, args=[orders], daemon=True).start()
if when != "no-close":
    signal.signal(signal.SIGTERM, stop)
uncommitted = 0
try:
    while True:
        batch = [order for part in consumer.poll(200).values() for order in part]
        if when == "before" and batch:
            consumer.commit()
        for order in batch:
            orders.put(order) if when == "auto-thread" else bill(order)
        uncommitted += len(batch)
        seldom = when == "seldom" and (uncommitted >= 5 or not batch)
        if uncommitted and (when in ("after", "no-close") or seldom):
            consumer.commit()
            uncommitted = 0
finally:
    consumer.close()
