"""A Kafka consumer that analyzes documents, as a Python user would write it. README.md describes the baselines.

python consumer.py --baseline python-onnxruntime --bootstrap-servers B --input-topic T --output-topic T --group G --model ../../models/en --count N

Prints `ready` when models are warmed up and partitions assigned, and one line of JSON with its totals at the end.
"""

import argparse
import json
import os
import sys
import threading
import time
from pathlib import Path

from confluent_kafka import Consumer, KafkaException, Producer

BASELINES = PYTORCH, ONNXRUNTIME, SORTED = "python-pytorch", "python-onnxruntime", "python-sorted"
COMMIT_INTERVAL = 1.0  # seconds
SORT_CHUNK = 1024  # documents
WARM_UP = ["Tim Cook loves Berlin.", "The parcel came two weeks late and no one answers the phone. " * 8] * 16


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--baseline", choices=BASELINES, required=True,
                        help="PyTorch with one model per task; ONNX Runtime; or ONNX Runtime with documents sorted by length")
    parser.add_argument("--bootstrap-servers", required=True)
    parser.add_argument("--input-topic", required=True)
    parser.add_argument("--output-topic", required=True)
    parser.add_argument("--group", required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder of a model package, such as models/en")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rows", type=int, default=32, help="rows in a batch; without sorting, also documents in a read")
    parser.add_argument("--count", type=int, required=True, help="number of documents, after which the consumer ends")
    parser.add_argument("--end-with-input", action="store_true", help="end when standard input ends")
    return parser.parse_args()


def end_with_input():
    # reads without sys.stdin, whose lock would block the end of the interpreter
    while os.read(0, 4096):
        pass
    os._exit(130)


def open_analyzer(args):
    # set before importing the libraries that read them
    os.environ.update(OMP_NUM_THREADS=str(args.threads), RAYON_NUM_THREADS=str(args.threads),
                      TOKENIZERS_PARALLELISM="true", HF_HUB_OFFLINE="1")
    from package import Package

    package = Package(args.model)
    if args.baseline == PYTORCH:
        from pytorch import PyTorchAnalyzer
        return PyTorchAnalyzer(package, args.threads, args.rows)
    from onnx_runtime import OnnxAnalyzer
    return OnnxAnalyzer(package, args.threads, args.baseline == SORTED, args.rows)


class Delivery:
    """Sends records and keeps the first error, so that offsets of failed records are not committed."""

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
    """Waits until partitions are assigned; returns the messages read meanwhile, at most one."""
    assigned = []
    consumer.subscribe([topic], on_assign=lambda _, partitions: assigned.extend(partitions))
    while not assigned:
        message = consumer.poll(0.1)
        if message and message.error():
            raise KafkaException(message.error())
    return [message] if message else []


def run(consumer: Consumer, delivery: Delivery, analyzer, early: list, args) -> float:
    """Analyzes `--count` documents; returns the seconds from the first read to the last write."""
    chunk = SORT_CHUNK if args.baseline == SORTED else args.rows
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
            # at least once: offsets are committed after the results are written
            delivery.flush()
            consumer.commit(asynchronous=False)
            committed = time.monotonic()
    return time.monotonic() - started if started else 0.0


def resident_bytes() -> int:
    """Physical memory of this process; 0 without /proc."""
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
