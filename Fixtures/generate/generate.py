"""Makes the golden files: `python3 Fixtures/generate/generate.py [--check] [--train] [NAME…]`.

--check compares with what is committed and changes nothing. --train trains the small tokenizers
anew first; most do not come out the same again, so it is done once and the result committed.
"""

import argparse
import difflib
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import cases
import families
import oracle

FIXTURES = Path(__file__).resolve().parent.parent
ABSENT_WHEN = {"type_ids": 0, "sequence_ids": 0, "special_tokens_mask": 0, "attention_mask": 1}


def data_folder():
    """Where the real tokenizers are, or None: they are not committed."""
    if folder := os.environ.get("PURE_TOKENIZERS_DATA"):
        return Path(folder)
    for above in FIXTURES.parents:
        script = above / "shared" / "data" / "unpack.sh"
        if script.exists():
            return Path(subprocess.check_output(["sh", str(script)], text=True).strip())
    return None


def compact(record):
    """Leaves out the fields that hold one value throughout, and an empty overflow."""
    result = {}
    for key, value in record.items():
        if key == "overflowing":
            if value:
                result[key] = [compact(part) for part in value]
        elif not (key in ABSENT_WHEN and all(item == ABSENT_WHEN[key] for item in value)):
            result[key] = value
    return result


def golden_case(model, case, whole):
    """`whole` cases store every field; the others ids and a CRC-32 of the whole record."""
    result = dict(case)
    if "decode" in case:
        ids = case["decode"]
    else:
        record = model.answer(case)
        if record is None:
            return dict(result, error=True)
        ids = record["ids"]
        if whole and len(ids) < 100 and len(record["overflowing"]) < 4:
            result["encoding"] = compact(record)
        else:
            result["ids"] = ids
            result["crc32"] = f"{zlib.crc32(oracle.canonical(record)):08x}"
    return result | decoded(model, case.get("text"), ids, whole or "decode" in case)


def decoded(model, text, ids, with_chunks):
    """`true` stands for the text of the case, null for an error."""
    skipped, kept = model.decode(ids), model.decode(ids, skip_special_tokens=False)
    result = {"decoded": True if text is not None and skipped == text else skipped}
    if kept != skipped:
        result["decoded_with_special"] = kept
    if with_chunks:
        result["chunks"] = model.chunks(ids)
    return result


def golden_text(name, path, groups, whole_every):
    """The lines of one golden file."""
    model = oracle.Oracle(path)
    header = {"tokenizer": name, "sha256": oracle.sha256(path), "bytes": path.stat().st_size,
              "tokenizers_version": oracle.VERSION}
    undefined = oracle.undefined_ids(path)
    lines = [header]
    for index, case in enumerate(groups):
        answer = golden_case(model, case, whole=index % whole_every == 0)
        if undefined.isdisjoint(oracle.ids_of(answer)):
            lines.append(answer)
    return "".join(oracle.canonical(line).decode() + "\n" for line in lines)


def small_groups(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    size, specials = size_and_specials(path)
    return {
        "texts": cases.texts(every=4, limit=50),
        "pairs-and-words": cases.pairs() + cases.words(),
        "truncation-and-padding": cases.truncation(24) + cases.padding(12),
        "added-tokens": cases.added_tokens(document, 44),
        "decoding": cases.decodings(size, specials, 40),
    }


def real_cases(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    size, specials = size_and_specials(path)
    lines = (cases.texts(every=7, limit=40) + cases.pairs()[::4] + cases.words()[::2]
             + cases.added_tokens(document, 5) + cases.truncation(10))
    if "Fixed" in str((document.get("padding") or {}).get("strategy")):
        # Hundreds of padding tokens a case teach nothing: every sixteenth keeps them.
        lines = [{"padding": None} | case if index % 24 else case
                 for index, case in enumerate(lines)]
    return lines + cases.padding(4) + cases.decodings(size, specials, 10)


def size_and_specials(path):
    tokenizer = oracle.Tokenizer.from_file(str(path))
    added = tokenizer.get_added_tokens_decoder()
    return tokenizer.get_vocab_size(), [id for id in sorted(added) if added[id].special]


def all_files(names):
    """Yields (golden path, text) for every tokenizer at hand."""
    for path in sorted(FIXTURES.glob("tokenizers/*/tokenizer.json")):
        name = path.parent.name
        if not names or name in names:
            for topic, group in small_groups(path).items():
                golden = FIXTURES / "golden" / name / f"{topic}.jsonl"
                yield golden, golden_text(name, path, group, whole_every=6)
    folder = data_folder()
    paths = sorted(folder.glob("models/*/tokenizer.json")) if folder else []
    for path in paths:
        name = path.parent.name
        if not names or name in names:
            golden = FIXTURES / "golden" / name / "cases.jsonl"
            yield golden, golden_text(name, path, real_cases(path), whole_every=12)
    if not paths:
        print("the real tokenizers are not here: their golden files were skipped")


def difference(old, new):
    return next((line for line in difflib.unified_diff(
        old.split("\n"), new.split("\n"), "committed", "oracle", lineterm="", n=0)
        if line[:1] in "+-" and line[:3] not in ("+++", "---")), "")[:400]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--train", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    oracle.require_version()
    if options.train:
        families.train(FIXTURES / "tokenizers", options.names)
    oracle.silence_panics()
    changed = count = 0
    for path, text in all_files(options.names):
        count += 1
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if old == text:
            continue
        changed += 1
        print(f"{path.relative_to(FIXTURES)}: {difference(old, text)}", flush=True)
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    print(f"{count} golden files, {changed} {'different' if options.check else 'written'}")
    sys.exit(1 if options.check and changed else 0)


if __name__ == "__main__":
    main()
