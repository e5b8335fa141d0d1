"""What the machine that trains is good at, and what it is not to waste time on."""

import ctypes
import shutil
import sys
from pathlib import Path

M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4  # malloc.h


def arithmetic(wanted: str) -> str:
    """The fastest of this processor's kinds: bfloat16 without AMX is slower than floats, bytes need VNNI."""
    info, compiler = Path("/proc/cpuinfo"), shutil.which("c++") or shutil.which("g++")
    flags = set(info.read_text().split()) if info.exists() else set()
    if wanted != "auto":
        return wanted
    if "amx_bf16" in flags:
        return "bfloat16"
    return "bytes" if compiler and flags & {"avx512_vnni", "avx_vnni"} else "floats"


def keep_memory() -> None:
    """Tensors come and go with every batch: glibc gives their pages back each time and asks for them anew, for up to a quarter of the time."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    if hasattr(libc, "mallopt"):
        libc.mallopt(M_MMAP_MAX, 0)
        libc.mallopt(M_TRIM_THRESHOLD, 2**31 - 1)
