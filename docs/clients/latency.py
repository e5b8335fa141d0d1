#!/usr/bin/env python3
"""Measures the time from a document's HTTP request to its result and its decision, at about one document a second.

    ./lexstream up &
    python3 docs/clients/latency.py --documents 60

Needs only Python 3. Requests each document every 20 ms, so a reported time can be up to 20 ms too long.
"""

import argparse
import json
import random
import threading
import time
import urllib.error
import urllib.request
import uuid

# The field of a document that shows that each part exists.
PARTS = {"result": "models", "decision": "moderation"}


def post(api, text, headers):
    body = json.dumps({"text": text, "source": "latency"}).encode()
    request = urllib.request.Request(api + "/v1/documents", body, {"Content-Type": "application/json", **headers})
    with urllib.request.urlopen(request) as response:
        return json.load(response)["id"]


def find(api, identifier, headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{api}/v1/documents/{identifier}", headers=headers)) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        return {}


def measure(api, text, headers, timeout, times):
    start = time.monotonic()
    identifier = post(api, text, headers)
    missing = dict(PARTS)
    while missing and time.monotonic() - start < timeout:
        document = find(api, identifier, headers)
        for part in [part for part, field in missing.items() if field in document]:
            times[part].append(time.monotonic() - start)
            del missing[part]
        time.sleep(0.02)


def percentile(values, fraction):
    return sorted(values)[min(len(values) - 1, int(len(values) * fraction))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--api", default="http://127.0.0.1:8090", metavar="URL")
    parser.add_argument("--token", help="API token, if the API requires one")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--warm-up", type=int, default=10, help="number of documents before the measurement")
    parser.add_argument("--timeout", type=float, default=30, help="seconds to wait for one document")
    options = parser.parse_args()
    headers = {"Authorization": "Bearer " + options.token} if options.token else {}

    measured, ignored = ({part: [] for part in PARTS} for _ in range(2))
    threads = []
    for number in range(options.warm_up + options.documents):
        text = f"The queue at the station in Berlin was short today, said passenger {uuid.uuid4().hex[:6]}."
        times = ignored if number < options.warm_up else measured
        thread = threading.Thread(target=measure, args=(options.api, text, headers, options.timeout, times))
        thread.start()
        threads.append(thread)
        # A random pause: a fixed one of a second would keep in step with the commits, one per second.
        time.sleep(random.uniform(0.5, 1.5))
    for thread in threads:
        thread.join()
    for part, seconds in measured.items():
        if not seconds:
            raise SystemExit(f"no {part} within {options.timeout} s: check that the platform runs at {options.api}")
        print(
            f"{part:8}  p50 {percentile(seconds, 0.5):.2f} s  p95 {percentile(seconds, 0.95):.2f} s"
            f"  max {max(seconds):.2f} s  ({len(seconds)} of {options.documents})"
        )


if __name__ == "__main__":
    main()
