"""Runs the baselines on a broker with real documents, counts what comes out and holds it against the bare graph.

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
    parser.add_argument("--variants", default="cde")
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
    """By id; fails unless there are exactly `count` records, each with its key, no id twice."""
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
            raise SystemExit(f"{topic}: key {message.key()} has the result of {result['id']}")
        found[result["id"]], records, until = result, records + 1, time.monotonic() + PATIENCE
    consumer.close()
    if records != count or len(found) != count:
        raise SystemExit(f"{topic}: {records} records of {len(found)} documents, expected {count}")
    return found


def spans(result: dict) -> set:
    return {(e["type"], e["start"], e["end"]) for e in result["entities"]}


def main():
    args = arguments()
    documents = read_documents(args.documents, args.texts)
    run = f"baseline-{int(time.time())}"
    create(args.bootstrap_servers, run, *(f"{run}-{variant}" for variant in args.variants))
    write(args.bootstrap_servers, run, documents)
    bare = OnnxAnalyzer(Package(args.model), args.threads)
    expected = {document["id"]: bare.analyze([document["text"]])[0] for document in documents}

    for variant in args.variants:
        topic = f"{run}-{variant}"
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("consumer.py")), "--variant", variant, "--model", str(args.model),
             "--bootstrap-servers", args.bootstrap_servers, "--input-topic", run, "--output-topic", topic,
             "--group", topic, "--threads", str(args.threads), "--count", str(len(documents))],
            stdout=subprocess.PIPE, text=True, check=True)
        work = json.loads(done.stdout.splitlines()[-1])
        found = read(args.bootstrap_servers, topic, len(documents))
        equal = {task: sum(found[i][task]["label"] == expected[i][task]["label"] for i in expected) / len(expected)
                 for task in ("sentiment", "toxicity")}
        equal["entities"] = sum(spans(found[i]) == spans(expected[i]) for i in expected) / len(expected)
        print(f"{variant}: {work['documents'] / work['seconds']:.1f} documents/s, {work['tokens'] / work['seconds']:.0f} tokens/s,"
              f" equal to the bare graph: " + ", ".join(f"{task} {share:.3f}" for task, share in equal.items()))
        print(f"   {json.dumps(work)}", flush=True)


if __name__ == "__main__":
    main()
