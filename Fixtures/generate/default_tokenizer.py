#!/usr/bin/env python3
"""Puts the default tokenizer into the command line tool's source.

    python3 Fixtures/generate/default_tokenizer.py           # writes
    python3 Fixtures/generate/default_tokenizer.py --check   # compares

As a string literal, because the tool must find it wherever its binary stands.
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "Fixtures/tokenizers/default/tokenizer.json"
TARGET = ROOT / "Sources/tokenize/Generated/DefaultTokenizer.swift"

TEMPLATE = """\
// Do not edit: python3 Fixtures/generate/default_tokenizer.py
// swift-format-ignore-file

/// The small tokenizer that the tool uses when none is named.
enum DefaultTokenizer {{
  /// The bytes of its tokenizer.json.
  static var json: [UInt8] {{ Array(text.utf8) }}

  private static let text = ##"{}"##
}}
"""


def main():
    compact = json.dumps(json.loads(SOURCE.read_text()), ensure_ascii=True, separators=(",", ":"))
    swift = TEMPLATE.format(compact)
    if "--check" not in sys.argv:
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text(swift)
    elif TARGET.read_text() != swift:
        sys.exit(f"{TARGET.relative_to(ROOT)} is not what default_tokenizer.py makes")


if __name__ == "__main__":
    main()
