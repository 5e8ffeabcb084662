"""Measures this package and other tokenizers side by side, and draws what came out.

    swift build -c release
    python3 -m venv venv && venv/bin/pip install -r Benchmarks/Peers/requirements.txt
    venv/bin/python Benchmarks/Peers/peers.py --data FOLDER [--rounds 5] [--rows GLOB]

FOLDER holds models/NAME/tokenizer.json and corpora/NAME.txt. Every sample is a process of its own
on one core, after a short neutral one, because a large process that has just ended makes the first
pass of the next one slow; the order is shuffled in every round. A time counts only if the ids have
the checksum that the Python package tokenizers gives. Writes --out.json, --out.md and --out.svg.
"""

import argparse
import datetime
import fnmatch
import json
import os
import platform
import random
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OURS = "this package"
REFERENCE = "tokenizers"
PEERS = ["gigatoken", "snaptokens", "fastokens", "tokie", "splintr", REFERENCE]
ROWS = [
    ("GPT-2, English", "gpt2", "english"),
    ("Llama-3, English", "llama3", "english"),
    ("Llama-3, many languages", "llama3", "multilingual"),
    ("Qwen-3, Chinese", "qwen3", "zh-cn"),
    ("gpt-oss, code", "gpt-oss", "code"),
    ("Gemma-3, English", "gemma-3", "english"),
    ("Mistral-7B v0.1, English", "mistral-7b-v0.1", "english"),
    ("BERT uncased, English", "bert-base-uncased", "english"),
    ("T5, English", "t5-small", "english"),
    ("XLM-R, many languages", "xlm-roberta-base", "multilingual"),
]


def run(command, core):
    """The JSON that a program prints last, or None; on one core."""
    environment = os.environ | {"RAYON_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=600, env=environment,
            preexec_fn=lambda: os.sched_setaffinity(0, {core}))
        return json.loads(done.stdout.strip().splitlines()[-1])
    except (subprocess.TimeoutExpired, json.JSONDecodeError, IndexError):
        return None


def sample(library, tokenizer, text, options):
    run([sys.executable, "-c", "print({})"], options.core)
    if library == OURS:
        binary = ROOT / ".build/release/tokenizer-benchmark"
        return run(
            [binary, "--tokenizer", tokenizer, "--text", text, "--docs", "4k",
             "--mb", str(options.mb), "--passes", "5", "--json"], options.core)
    return run(
        [sys.executable, HERE / "sample.py", library, tokenizer, text, str(options.mb)],
        options.core)


def measure(row, options):
    """For each library the medians of its samples, or why there are none."""
    title, model, corpus = row
    tokenizer = options.data / "models" / model / "tokenizer.json"
    text = options.data / "corpora" / f"{corpus}.txt"
    samples = {library: [] for library in [OURS, *PEERS]}
    absent = {}
    for _ in range(options.rounds):
        order = [library for library in samples if library not in absent]
        random.shuffle(order)
        for library in order:
            if library == REFERENCE and samples[library]:
                continue
            found = sample(library, tokenizer, text, options)
            if found is None:
                absent[library] = "–"
            else:
                samples[library].append(found)
        print(".", end="", flush=True, file=sys.stderr)
    expected = samples[REFERENCE][0]["crc32"]
    result = {}
    for library, found in samples.items():
        if library in absent or not found:
            result[library] = {"problem": absent.get(library, "–")}
        elif any(one["crc32"] != expected for one in found):
            result[library] = {"problem": "other ids"}
        else:
            result[library] = {
                key: statistics.median(one[key] for one in found)
                for key in ["load_ms", "first_mb_s", "later_mb_s"]}
    print(f" {title}", file=sys.stderr)
    return result


def best_ratio(result, key):
    """Ours to the best of the others that are exact; of load times the inverse."""
    others = [
        one[key] for library, one in result.items() if library != OURS and "problem" not in one]
    if "problem" in result[OURS] or not others:
        return None
    if key == "load_ms":
        return min(others) / result[OURS][key]
    return result[OURS][key] / max(others)


def markdown(report):
    lines = [
        "| MB/s, first pass / later passes | " + " | ".join([OURS, *PEERS]) + " | ratio |",
        "|---" * (len(PEERS) + 3) + "|"]
    for title, result in report["rows"].items():
        cells = [
            one.get("problem") or f"{one['first_mb_s']:.0f} / {one['later_mb_s']:.0f}"
            for one in result.values()]
        ratios = [best_ratio(result, key) for key in ["first_mb_s", "later_mb_s"]]
        last = " / ".join("–" if ratio is None else f"{ratio:.1f}" for ratio in ratios)
        lines.append(f"| {title} | " + " | ".join(cells) + f" | {last} |")
    for title, result in report["rows"].items():
        cells = [one.get("problem") or f"{one['load_ms']:.0f} ms" for one in result.values()]
        ratio = best_ratio(result, "load_ms")
        lines.append(
            f"| load {title.split(',')[0]} | " + " | ".join(cells)
            + f" | {'–' if ratio is None else f'{ratio:.1f}'} |")
    return "\n".join(dict.fromkeys(lines)) + "\n"


def draw(report, path):
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = "peers"
    figure, axes = pyplot.subplots(1, 2, figsize=(11, 7), sharey=True)
    titles = list(report["rows"])[::-1]
    libraries = [OURS, *PEERS][::-1]
    colors = dict(zip([OURS, *PEERS], [
        "#d1495b", "#30638e", "#5b8db8", "#8fb8d6", "#7a9e7e", "#b0c4a5", "#999999"]))
    height = 0.8 / len(libraries)
    for axis, key, name in zip(axes, ["first_mb_s", "later_mb_s"], ["First pass", "Later passes"]):
        for number, library in enumerate(libraries):
            values = [report["rows"][title][library].get(key, 0) for title in titles]
            places = [place + (number - 3) * height for place in range(len(titles))]
            axis.barh(places, values, height, color=colors[library], label=library)
        axis.set_title(f"{name}, MB/s on one core")
        axis.set_yticks(range(len(titles)), titles)
        axis.spines[["top", "right"]].set_visible(False)
    handles, names = axes[1].get_legend_handles_labels()
    figure.tight_layout(rect=(0, 0.05, 1, 1))
    figure.legend(
        handles[::-1], names[::-1], frameon=False, loc="lower center", ncols=len(libraries))
    figure.savefig(path, metadata={"Date": None})


def machine():
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")), platform.processor())
    commit = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return {
        "machine": cpu, "system": platform.system(), "commit": commit.stdout.strip(),
        "date": datetime.date.today().isoformat()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", default="*", metavar="GLOB", help="of the titles")
    parser.add_argument("--mb", type=float, default=5)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--out", type=Path, default=ROOT / "Benchmarks/Results/peers")
    options = parser.parse_args()
    report = machine() | {"rounds": options.rounds, "mb": options.mb, "rows": {}}
    for row in ROWS:
        if fnmatch.fnmatch(row[0], options.rows):
            report["rows"][row[0]] = measure(row, options)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.with_suffix(".json").write_text(json.dumps(report, indent=2) + "\n")
    options.out.with_suffix(".md").write_text(markdown(report))
    draw(report, options.out.with_suffix(".svg"))
    print(markdown(report), end="")


if __name__ == "__main__":
    main()
