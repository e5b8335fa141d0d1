#!/usr/bin/env python3
"""Measures how long a document takes from its HTTP request to its result and its decision, at about one document a second.

    ./lexstream up &
    python3 docs/clients/latency.py --documents 60

Needs nothing but Python 3. Looks for each document every 20 ms, so times are long by up to that.
"""

import argparse
import json
import random
import threading
import time
import urllib.error
import urllib.request
import uuid

PARTS = {"result": "models", "decision": "moderation"}


def post(api, text, headers):
    body = json.dumps({"text": text, "source": "latency"}).encode()
    request = urllib.request.Request(api + "/v1/documents", body, {"Content-Type": "application/json", **headers})
    with urllib.request.urlopen(request) as response:
        return json.load(response)["id"]


def known(api, identifier, headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{api}/v1/documents/{identifier}", headers=headers)) as response:
            return json.load(response)
    except urllib.error.HTTPError as answer:
        if answer.code != 404:
            raise
        return {}


def follow(api, text, headers, patience, times):
    start = time.monotonic()
    identifier = post(api, text, headers)
    missing = dict(PARTS)
    while missing and time.monotonic() - start < patience:
        document = known(api, identifier, headers)
        for part in [part for part, field in missing.items() if field in document]:
            times[part].append(time.monotonic() - start)
            del missing[part]
        time.sleep(0.02)


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--api", default="http://127.0.0.1:8090", metavar="URL")
    parser.add_argument("--token", help="where the API asks for one")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--warm-up", type=int, default=10, help="documents that are not counted")
    parser.add_argument("--patience", type=float, default=30, help="seconds to wait for one document")
    options = parser.parse_args()
    headers = {"Authorization": "Bearer " + options.token} if options.token else {}

    counted, ignored = ({part: [] for part in PARTS} for _ in range(2))
    threads = []
    for number in range(options.warm_up + options.documents):
        text = f"The queue at the station in Berlin was short today, said passenger {uuid.uuid4().hex[:6]}."
        into = ignored if number < options.warm_up else counted
        thread = threading.Thread(target=follow, args=(options.api, text, headers, options.patience, into))
        thread.start()
        threads.append(thread)
        # Not in step with commits, which come every second, too.
        time.sleep(random.uniform(0.5, 1.5))
    for thread in threads:
        thread.join()
    for part, seconds in counted.items():
        if not seconds:
            raise SystemExit(f"no {part} within {options.patience} s")
        print(
            f"{part:8}  p50 {percentile(seconds, 0.5):.2f} s  p95 {percentile(seconds, 0.95):.2f} s"
            f"  max {max(seconds):.2f} s  ({len(seconds)} of {options.documents})"
        )


if __name__ == "__main__":
    main()
