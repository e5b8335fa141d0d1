#!/usr/bin/env python3
"""Writes documents to lexstream.documents with Confluent's own Avro serializer.

    pip install -r requirements.txt
    printf '{"text": "A document from Python."}\n' | python3 produce.py

Reads JSON lines from standard input: {"text", "id", "source", "author", "language", "eventTime", "attributes"}, of
which only "text" is required; eventTime is ISO-8601. Prints the id of each document that the broker has.
"""

import argparse
import json
import sys
import uuid
from datetime import datetime

from confluent_kafka import Producer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

TEXTS = ("source", "author", "language")


def document(line):
    """A line of JSON as the record that the schema asks for."""
    given = json.loads(line)
    time = given.get("eventTime")
    return {
        "id": str(given.get("id") or uuid.uuid4()),
        "text": given["text"],
        **{name: given.get(name) for name in TEXTS},
        "eventTime": datetime.fromisoformat(time) if time else None,
        "attributes": {name: str(value) for name, value in given.get("attributes", {}).items()},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--broker", default="127.0.0.1:9092", metavar="HOST:PORT")
    parser.add_argument("--registry", default="http://127.0.0.1:8081/apis/ccompat/v7", metavar="URL")
    parser.add_argument("--topic", default="lexstream.documents")
    options = parser.parse_args()

    registry = SchemaRegistryClient({"url": options.registry})
    schema = registry.get_latest_version(options.topic + "-value").schema
    # The platform's schemas are registered already; a producer only uses them.
    serialize = AvroSerializer(registry, schema, conf={"auto.register.schemas": False, "use.latest.version": True})
    context = SerializationContext(options.topic, MessageField.VALUE)
    failures = []

    def told(error, message):
        if error:
            failures.append(error)
            print(f"{message.key().decode()}: {error}", file=sys.stderr)
        else:
            print(message.key().decode())

    producer = Producer({"bootstrap.servers": options.broker, "enable.idempotence": True})
    for line in filter(str.strip, sys.stdin):
        record = document(line)
        producer.produce(options.topic, key=record["id"], value=serialize(record, context), on_delivery=told)
        producer.poll(0)
    producer.flush()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
