"""The virtual environments of the other tokenizers, and what machine this is."""

import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILES = {"main": "requirements.txt", "next": "requirements-next.txt"}


def pythons(options):
    """The Python of each environment; makes those that are missing if that was asked for."""
    found = {}
    for name, file in FILES.items():
        given = options.python if name == "main" else options.python_next
        found[name] = given or python(name, file, options.install)
    return found


def python(name, file, installs):
    folder = HERE / f".venv-{name}"
    program = folder / "bin/python"
    if not program.exists():
        if not installs:
            sys.exit(f"{program} is not there: run again with --install, or give --python")
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    if installs:
        subprocess.run(
            [program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "-r", HERE / file], check=True)
    return program


def pin(core):
    """Keeps this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def description():
    """Machine, system, commit and date, for the report."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    commit = subprocess.run(
        ["git", "-C", HERE, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return {
        "machine": names[0] if names else platform.processor(), "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}", "python": platform.python_version(),
        "commit": commit.stdout.strip(), "date": datetime.date.today().isoformat()}
