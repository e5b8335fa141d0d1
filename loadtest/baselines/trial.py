"""Runs the baselines on a broker with real documents, and compares their results with those of the graph alone.

python trial.py --bootstrap-servers B --model ../../models/en ../../samples/{reviews,support,news}.jsonl
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AdminClient, NewTopic

from check import read_documents
from consumer import BASELINES
from onnx_runtime import OnnxAnalyzer
from package import Package

PARTITIONS = 2
PATIENCE = 60.0  # seconds without an output record


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bootstrap-servers", required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=500)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--baselines", nargs="+", choices=BASELINES, default=BASELINES)
    parser.add_argument("documents", type=Path, nargs="+")
    return parser.parse_args()


def create(servers: str, *topics: str):
    admin = AdminClient({"bootstrap.servers": servers})
    new = [NewTopic(topic, num_partitions=PARTITIONS, replication_factor=1) for topic in topics]
    for future in admin.create_topics(new).values():
        future.result()


def write(servers: str, topic: str, documents: list[dict]):
    producer = Producer({"bootstrap.servers": servers, "enable.idempotence": True})
    for document in documents:
        record = {"id": document["id"], "text": document["text"]}
        producer.produce(topic, key=document["id"], value=json.dumps(record, ensure_ascii=False))
    producer.flush()


def read(servers: str, topic: str, count: int) -> dict[str, dict]:
    """The results by id. Fails unless there are exactly `count` records, each with its id as key, and no duplicates."""
    consumer = Consumer({"bootstrap.servers": servers, "group.id": topic, "auto.offset.reset": "earliest",
                         "enable.auto.commit": False, "isolation.level": "read_committed", "enable.partition.eof": True})
    consumer.subscribe([topic])
    found, records, ends, until = {}, 0, set(), time.monotonic() + PATIENCE
    while len(ends) < PARTITIONS and time.monotonic() < until:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            ends.add(message.partition())
            continue
        result = json.loads(message.value())
        if message.key().decode() != result["id"]:
            raise SystemExit(f"{topic}: record with key {message.key()} has the result of document {result['id']}")
        found[result["id"]], records, until = result, records + 1, time.monotonic() + PATIENCE
    consumer.close()
    if records != count or len(found) != count:
        raise SystemExit(f"{topic}: {records} records for {len(found)} documents, expected one for each of {count}")
    return found


def spans(result: dict) -> set:
    return {(e["type"], e["start"], e["end"]) for e in result["entities"]}


def main():
    args = arguments()
    documents = read_documents(args.documents, args.texts)
    run = f"baseline-{int(time.time())}"
    create(args.bootstrap_servers, run, *(f"{run}-{baseline}" for baseline in args.baselines))
    write(args.bootstrap_servers, run, documents)
    bare = OnnxAnalyzer(Package(args.model), args.threads)
    expected = {document["id"]: bare.analyze([document["text"]])[0] for document in documents}

    for baseline in args.baselines:
        topic = f"{run}-{baseline}"
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("consumer.py")), "--baseline", baseline, "--model", str(args.model),
             "--bootstrap-servers", args.bootstrap_servers, "--input-topic", run, "--output-topic", topic,
             "--group", topic, "--threads", str(args.threads), "--count", str(len(documents))],
            stdout=subprocess.PIPE, text=True, check=True)
        work = json.loads(done.stdout.splitlines()[-1])
        found = read(args.bootstrap_servers, topic, len(documents))
        equal = {task: sum(found[i][task]["label"] == expected[i][task]["label"] for i in expected) / len(expected)
                 for task in ("sentiment", "toxicity")}
        equal["entities"] = sum(spans(found[i]) == spans(expected[i]) for i in expected) / len(expected)
        print(f"{baseline}: {work['documents'] / work['seconds']:.1f} documents/s, {work['tokens'] / work['seconds']:.0f} tokens/s,"
              f" equal to the graph alone: " + ", ".join(f"{task} {share:.3f}" for task, share in equal.items()))
        print(f"   {json.dumps(work)}", flush=True)


if __name__ == "__main__":
    main()
