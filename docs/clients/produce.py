#!/usr/bin/env python3
"""Writes documents to lexstream.documents with Confluent's Avro serializer.

    pip install -r requirements.txt
    printf '{"text": "A document from Python."}\n' | python3 produce.py

Reads JSON lines from standard input: {"text", "id", "source", "author", "language", "eventTime", "attributes"}. Only
"text" is required; eventTime is ISO-8601. Prints the id of each document after the broker has confirmed it.
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

OPTIONAL_STRINGS = ("source", "author", "language")


def document(line):
    """Converts a line of JSON to a record of the schema."""
    fields = json.loads(line)
    time = fields.get("eventTime")
    return {
        "id": str(fields.get("id") or uuid.uuid4()),
        "text": fields["text"],
        **{name: fields.get(name) for name in OPTIONAL_STRINGS},
        "eventTime": datetime.fromisoformat(time) if time else None,
        "attributes": {name: str(value) for name, value in fields.get("attributes", {}).items()},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--broker", default="127.0.0.1:9092", metavar="HOST:PORT")
    parser.add_argument("--registry", default="http://127.0.0.1:8081/apis/ccompat/v7", metavar="URL")
    parser.add_argument("--topic", default="lexstream.documents")
    options = parser.parse_args()

    registry = SchemaRegistryClient({"url": options.registry})
    schema = registry.get_latest_version(options.topic + "-value").schema
    # The platform registers its schemas at start. A producer only uses them.
    serialize = AvroSerializer(registry, schema, conf={"auto.register.schemas": False, "use.latest.version": True})
    context = SerializationContext(options.topic, MessageField.VALUE)
    failures = []

    def on_delivery(error, message):
        if error:
            failures.append(error)
            print(f"{message.key().decode()}: {error}", file=sys.stderr)
        else:
            print(message.key().decode())

    producer = Producer({"bootstrap.servers": options.broker, "enable.idempotence": True})
    for line in filter(str.strip, sys.stdin):
        record = document(line)
        producer.produce(options.topic, key=record["id"], value=serialize(record, context), on_delivery=on_delivery)
        producer.poll(0)
    producer.flush()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
