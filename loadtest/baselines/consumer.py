"""A Kafka consumer that analyzes documents, as a Python user writes it: see README.md for the variants.

python consumer.py --variant d --bootstrap-servers B --input-topic T --output-topic T --group G --model ../../models/en --count N

Prints `ready` when models are warm and partitions are assigned, and at the end one line of JSON about its work.
"""

import argparse
import json
import os
import sys
import threading
import time
from pathlib import Path

from confluent_kafka import Consumer, KafkaException, Producer

COMMIT_INTERVAL = 1.0  # seconds
WARM_UP = ["Tim Cook loves Berlin.", "The parcel came two weeks late and nobody answers the phone. " * 8] * 16


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--variant", choices=["c", "d", "e"], required=True,
                        help="c: PyTorch, a model a task; d: ONNX Runtime; e: ONNX Runtime, sorted by length")
    parser.add_argument("--bootstrap-servers", required=True)
    parser.add_argument("--input-topic", required=True)
    parser.add_argument("--output-topic", required=True)
    parser.add_argument("--group", required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder of a model package, such as models/en")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rows", type=int, default=32, help="rows of a batch, and for c and d documents of a read")
    parser.add_argument("--count", type=int, required=True, help="documents after which to end")
    parser.add_argument("--end-with-input", action="store_true", help="end when standard input does, as a child should")
    return parser.parse_args()


def end_with_input():
    # not through sys.stdin, whose lock this thread would hold when the interpreter ends
    while os.read(0, 4096):
        pass
    os._exit(130)


def open_analyzer(args):
    # read by the libraries when they start, so set before they are imported
    os.environ.update(OMP_NUM_THREADS=str(args.threads), RAYON_NUM_THREADS=str(args.threads),
                      TOKENIZERS_PARALLELISM="true", HF_HUB_OFFLINE="1")
    from package import Package

    package = Package(args.model)
    if args.variant == "c":
        from pytorch import PyTorchAnalyzer
        return PyTorchAnalyzer(package, args.threads, args.rows)
    from onnx_runtime import OnnxAnalyzer
    return OnnxAnalyzer(package, args.threads, args.variant == "e", args.rows)


class Delivery:
    """Remembers what could not be written, so that its offset is not committed."""

    def __init__(self, producer: Producer):
        self.producer, self.error = producer, None

    def report(self, error, _message):
        self.error = self.error or error

    def send(self, topic: str, key: bytes | None, value: bytes):
        while True:
            try:
                self.producer.produce(topic, key=key, value=value, on_delivery=self.report)
                break
            except BufferError:
                self.producer.poll(0.1)
        self.producer.poll(0)

    def flush(self):
        self.producer.flush()
        if self.error:
            raise KafkaException(self.error)


def subscribe(consumer: Consumer, topic: str) -> list:
    """Waits for partitions; returns what was read meanwhile, at most one message."""
    assigned = []
    consumer.subscribe([topic], on_assign=lambda _, partitions: assigned.extend(partitions))
    while not assigned:
        message = consumer.poll(0.1)
        if message and message.error():
            raise KafkaException(message.error())
    return [message] if message else []


def run(consumer: Consumer, delivery: Delivery, analyzer, early: list, args) -> float:
    """Analyzes `--count` documents; returns the seconds from the first one read to the last one written."""
    chunk = 1024 if args.variant == "e" else args.rows  # sorting needs some to choose from
    done, started, committed = 0, None, time.monotonic()
    while done < args.count:
        wanted = min(chunk, args.count - done)
        messages = early + consumer.consume(wanted - len(early), timeout=0.05)
        early = []
        if messages:
            started = started or time.monotonic()
            for message in messages:
                if message.error():
                    raise KafkaException(message.error())
            documents = [json.loads(message.value()) for message in messages]
            results = analyzer.analyze([document["text"] for document in documents])
            for message, document, result in zip(messages, documents, results):
                value = json.dumps({"id": document["id"], **result}, ensure_ascii=False)
                delivery.send(args.output_topic, message.key(), value.encode())
            done += len(messages)
        if done == args.count or started and time.monotonic() - committed > COMMIT_INTERVAL:
            # at least once: what is committed has been written, what is written may be written again after a crash
            delivery.flush()
            consumer.commit(asynchronous=False)
            committed = time.monotonic()
    return time.monotonic() - started if started else 0.0


def resident_bytes() -> int:
    """Physical memory of this process now; 0 where there is no /proc."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def main():
    args = arguments()
    if args.end_with_input:
        threading.Thread(target=end_with_input, daemon=True).start()
    analyzer = open_analyzer(args)
    analyzer.analyze(WARM_UP)
    analyzer.work = type(analyzer.work)()

    consumer = Consumer({"bootstrap.servers": args.bootstrap_servers, "group.id": args.group,
                         "auto.offset.reset": "earliest", "enable.auto.commit": False,
                         "isolation.level": "read_committed"})
    delivery = Delivery(Producer({"bootstrap.servers": args.bootstrap_servers, "enable.idempotence": True}))
    try:
        early = subscribe(consumer, args.input_topic)
        print("ready", flush=True)
        computed = time.process_time()
        seconds = run(consumer, delivery, analyzer, early, args)
        resident = resident_bytes()
    finally:
        consumer.close()
    computed = time.process_time() - computed
    work = analyzer.work
    print(json.dumps({"documents": work.documents, "tokens": work.tokens, "seconds": round(seconds, 3),
                      "passes": analyzer.passes, "padding_ratio": round(work.padding_ratio(), 4),
                      "rows": work.rows, "inference_seconds": round(work.inference_seconds, 3),
                      "cpu_seconds": round(computed, 3), "resident_bytes": resident}), flush=True)


if __name__ == "__main__":
    try:
        main()
    except KafkaException as failed:
        sys.exit(f"consumer.py: {failed.args[0].str()}: check the broker and the topics")
    except KeyboardInterrupt:
        sys.exit(130)
