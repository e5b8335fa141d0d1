"""Settings that depend on the machine: arithmetic and memory allocation."""

import ctypes
import shutil
import sys
from pathlib import Path

M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4  # malloc.h


def arithmetic(wanted: str) -> str:
    """The fastest arithmetic of this processor. Without AMX bfloat16 is slower than float32; int8 needs VNNI."""
    info, compiler = Path("/proc/cpuinfo"), shutil.which("c++") or shutil.which("g++")
    flags = set(info.read_text().split()) if info.exists() else set()
    if wanted != "auto":
        return wanted
    if "amx_bf16" in flags:
        return "bfloat16"
    return "int8" if compiler and flags & {"avx512_vnni", "avx_vnni"} else "float32"


def keep_memory() -> None:
    """Lets glibc keep the memory of freed tensors. Returning it after each batch takes up to a quarter of the training time."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    if hasattr(libc, "mallopt"):
        libc.mallopt(M_MMAP_MAX, 0)
        libc.mallopt(M_TRIM_THRESHOLD, 2**31 - 1)
