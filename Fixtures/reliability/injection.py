#!/usr/bin/env python3
"""Row 16: text from outside has no special token, for every special token of every tokenizer.

    python3 Fixtures/reliability/injection.py [--short | --long] [--json FILE]

Each token is put into untrusted segments in many ways, across borders between segments, and into
trusted segments beside hostile ones. Where the reference (encode_special_tokens = True) gives no
special token either, the ids must be the reference's.
"""
import collections
import json
import subprocess
import tempfile

from tokenizers import Tokenizer

from common import BUILD, FAMILIES, Check, tokenizers


def guarded(path, tokenizer):
    """The ids of special tokens, but for those that stand for text: unknown and bytes."""
    file = json.loads((path / "tokenizer.json").read_text())
    model = file["model"]
    tokens = {token["content"] for token in file["added_tokens"] if token["special"]}
    ids = {tokenizer.token_to_id(token): token for token in sorted(tokens)}
    if model.get("unk_id") is not None:
        ids.pop(model["unk_id"], None)
    if model.get("unk_token") is not None:
        ids.pop(tokenizer.token_to_id(model["unk_token"]), None)
    if model.get("byte_fallback"):
        for byte in range(256):
            ids.pop(tokenizer.token_to_id(f"<0x{byte:02X}>"), None)
    return ids


def wide(text):
    """Full-width letters, which NFKC makes narrow."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def segments(*parts):
    return [{"text": text, "trusted": trusted} for trusted, text in parts]


def hostile(token):
    """Segments that may have no special token."""
    for text in {token, f"a{token}b", f"a {token} b", token * 3, wide(token), token.upper(),
                 token.lower(), f"{token[:1]}{token}{token[-1:]}", f"\n{token}\n"}:
        yield segments((False, text))
    for cut in {1, len(token) // 2, len(token) - 1} - {0, len(token)}:
        for left, right in ((True, False), (False, True), (True, True), (False, False)):
            yield segments((left, token[:cut]), (right, token[cut:]))


def beside(token):
    """Segments that have the token exactly once."""
    for text in ("", "x", " ", "\n", token, token[:1], token[1:], token[:-1], "\u0338", "\u0301"):
        yield segments((False, text), (True, token), (False, "y"))
        yield segments((False, "y"), (True, token), (False, text))


def allowed(parts, ids, tokenizer):
    """The special tokens that trusted segments have by themselves, as `<a>` in a part of `<a><a>`."""
    tokenizer.encode_special_tokens = False
    found = collections.Counter(
        one for part in parts if part["trusted"]
        for one in tokenizer.encode(part["text"], add_special_tokens=False).ids if one in ids)
    tokenizer.encode_special_tokens = True
    return found


def check(path, most):
    tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    ids = guarded(path, tokenizer)
    tried = list(ids)[:most]
    cases = []
    for number in tried:
        token = ids[number]
        tokenizer.encode_special_tokens = False
        cases += [(parts, None) for parts in hostile(token)]
        if tokenizer.encode(token, add_special_tokens=False).ids == [number]:
            cases += [(parts, number) for parts in beside(token)]
    requests = "".join(
        json.dumps({"segments": parts, "add_special_tokens": False,
                    "truncation": None, "padding": None}) + "\n" for parts, _ in cases)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write(requests)
        file.flush()
        with open(file.name, "rb") as lines:
            run = subprocess.run(
                [BUILD / "tokenize", "encode", "--jsonl", "--ids", "--tokenizer", path],
                stdin=lines, capture_output=True, timeout=600)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(cases), f"{path.name}: {len(answers)} answers of {len(cases)}"
    tokenizer.encode_special_tokens = True
    smuggled, lost, different, refused = [], [], [], 0
    for (parts, number), answer in zip(cases, answers):
        if "error" in answer:
            refused += 1
            continue
        special = [one for one in answer["ids"] if one in ids]
        if number is not None:
            if special != [number]:
                lost.append((parts, special))
        elif special and (collections.Counter(special) - allowed(parts, ids, tokenizer)):
            smuggled.append((parts, special))
        elif len(parts) == 1:
            theirs = tokenizer.encode(parts[0]["text"], add_special_tokens=False).ids
            if not any(one in ids for one in theirs) and theirs != answer["ids"]:
                different.append((parts, answer["ids"], theirs))
    return len(cases), smuggled, lost, different, refused


def main():
    report = Check(__doc__)
    paths = tokenizers(None if report.is_long else FAMILIES)
    count, refused, failures = 0, 0, {"smuggled": [], "lost": [], "different": []}
    for path in paths:
        cases, *kinds, errors = check(path, 1000 if report.is_long else 12)
        count += cases
        refused += errors
        for name, found in zip(failures, kinds):
            failures[name] += found
            for example in found[:3]:
                print(f"{path.name}: {name}: {example}")
    report.row(
        "16 special tokens in untrusted text",
        f"{len(failures['smuggled'])} smuggled in, {len(failures['lost'])} hidden, "
        f"{len(failures['different'])} unlike the reference, {refused} refused, of {count} texts "
        f"for {len(paths)} tokenizers", "0, 0, 0", not any(failures.values()))
    report.finish()


if __name__ == "__main__":
    main()
