"""Makes the Unicode tables and what they are tested with; with --check, compares them.

    python3 -m venv .venv && .venv/bin/pip install -r Fixtures/unicode/requirements.txt
    .venv/bin/python Fixtures/unicode/generate.py [--check] [FILE…]
"""

import pathlib
import sys

import every_scalar
import graphemes
import lowercase
import normalization
import scripts
import sets
import stages

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLES = ROOT / "Sources/PureTokenizers/Unicode/Generated"
STAGES = ROOT / "Fixtures/stages"

OUTPUTS = {
    TABLES / "GraphemeTables.swift": graphemes.tables,
    TABLES / "LowercaseTables.swift": lowercase.tables,
    TABLES / "NormalizationTables.swift": normalization.tables,
    TABLES / "ScriptTables.swift": scripts.tables,
    TABLES / "SetTables.swift": sets.tables,
    STAGES / "normalizers.json": stages.table,
    STAGES / "every_scalar.json": every_scalar.table,
}


def main():
    check = "--check" in sys.argv[1:]
    names = [name for name in sys.argv[1:] if name != "--check"]
    stale = []
    for path, make in OUTPUTS.items():
        if names and path.name not in names:
            continue
        text = make()
        name = path.relative_to(ROOT)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
        print(f"{'checked' if check else 'wrote'} {name}")
    for name in stale:
        print(f"{name}: differs from what the generator makes (run it without --check)")
    sys.exit(1 if stale else 0)


main()
