"""Makes Sources/PureTokenizers/Unicode/Generated/RegexPropertyTable.swift and
RegexCaseFoldingTable.swift by asking Oniguruma, inside tokenizers, about every scalar.

    .venv/bin/python Fixtures/unicode/generate_regex_properties.py           a few minutes
    .venv/bin/python Fixtures/unicode/generate_regex_properties.py --check   a few seconds

--check reads the committed tables and asks only about the scalars on both sides of every range
end of any table, and about every folding; that finds any change that moves an end.
"""

import json
import multiprocessing
import os
import pathlib
import re
import sys
import textwrap

from tokenizers import Regex, pre_tokenizers

from scalars import ALL, range_text, ranges

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLES = ROOT / "Sources/PureTokenizers/Unicode/Generated"
PROPERTIES = TABLES / "RegexPropertyTable.swift"
FOLDING = TABLES / "RegexCaseFoldingTable.swift"
NAMES = (ROOT / "Fixtures/unicode/regex_property_names.txt").read_text().split()
MARK = "// Made by Fixtures/unicode/generate_regex_properties.py; do not edit."

# Names of our own for what Oniguruma writes without a name.
OWN = {"word.class": "[\\w]", "word.outside": "\\w"}
CATEGORIES = (
    "lu ll lt lm lo mn mc me nd nl no pc pd ps pe pi pf po sm sc sk so zs zl zp cc cf co cn"
).split()


def pattern(name):
    return OWN.get(name) or ("\\p{%s}" % name)


def members(expression, scalars):
    """Which of the sorted scalars a one-scalar expression matches."""
    text = "".join(map(chr, scalars))
    splitter = pre_tokenizers.Split(Regex(f"(?:{expression})+"), "removed", invert=True)
    for _, (start, end) in splitter.pre_tokenize_str(text):
        yield from scalars[start:end]


def full(name):
    return name, ranges(members(pattern(name), ALL))


# --- Writing ---------------------------------------------------------------------------------


def difference(first, second):
    """The scalars in exactly one of two lists of ranges, as ranges."""
    edges = {}
    for pairs in (first, second):
        for start, end in pairs:
            for edge in (start, end + 1):
                edges[edge] = edges.get(edge, 0) ^ 1
    cuts = sorted(edge for edge, odd in edges.items() if odd)
    return [[start, end - 1] for start, end in zip(cuts[::2], cuts[1::2])]


def overlap(pairs, others):
    count = i = j = 0
    while i < len(pairs) and j < len(others):
        low, high = max(pairs[i][0], others[j][0]), min(pairs[i][1], others[j][1])
        count += max(0, high - low + 1)
        if pairs[i][1] < others[j][1]:
            i += 1
        else:
            j += 1
    return count


def size(pairs):
    return sum(end - start + 1 for start, end in pairs)


def expression(pairs, categories):
    """The shorter of: the ranges; or the categories mostly inside, and where they differ."""
    plain = " ".join(range_text(*pair) for pair in pairs)
    inside = [
        name for name, own in categories.items() if 2 * overlap(pairs, own) > size(own) > 0
    ]
    rest = pairs
    for name in inside:
        rest = difference(rest, categories[name])
    mixed = " ".join(["+" + name for name in inside] + [range_text(*pair) for pair in rest])
    return mixed if len(mixed) < len(plain) else plain


def properties_file(sets):
    """`sets` is name -> ranges, surrogates left out."""
    categories = {name: sets[name] for name in CATEGORIES}
    by_set = {}
    for name in list(CATEGORIES) + sorted(sets):
        group = by_set.setdefault(json.dumps(sets[name]), [])
        if name not in group:
            group.append(name)
    lines = []
    for key, names in by_set.items():
        pairs = json.loads(key)
        is_category = names[0] in categories
        text = (
            " ".join(range_text(*pair) for pair in pairs)
            if is_category
            else expression(pairs, categories)
        )
        lines += wrapped(" ".join(names) + ": " + text)
    return swift(
        "RegexPropertyTable",
        "The properties that `\\p{…}` knows, of Unicode 16.0.\n///\n"
        "/// A line is names, a colon, and the members: ranges, of which `+lu` stands for those of\n"
        "/// another line. What is named an even number of times is not a member. An indented line\n"
        "/// goes on with the one before.",
        "lines",
        lines,
    )


def wrapped(line):
    return textwrap.wrap(
        line, 94, subsequent_indent=" ", break_long_words=False, break_on_hyphens=False
    )


def swift(enum, doc, name, lines):
    body = "\n".join("    " + line for line in lines)
    return f'{MARK}\n\n/// {doc}\nenum {enum} {{\n  static let {name}: StaticString = """\n{body}\n    """\n}}\n'


# --- Folding ---------------------------------------------------------------------------------


def matched(expression, text):
    splitter = pre_tokenizers.Split(Regex(expression), "removed", invert=True)
    return [piece for piece, _ in splitter.pre_tokenize_str(text)]


def escaped(text):
    return "".join("\\x{%X}" % ord(scalar) for scalar in text)


def foldings():
    """The classes of scalars that (?i) takes for each other, and those that fold to several."""
    cased = sorted(set(members(r"[\p{CWCM}\p{CWCF}\p{Cased}]", ALL)))
    text = "\n".join(map(chr, cased))
    classes, expansions, seen = [], [], set()
    for scalar in cased:
        alike = sorted(ord(piece) for piece in matched(f"(?i:{escaped(chr(scalar))})", text))
        if len(alike) > 1 and scalar not in seen:
            classes.append(alike)
            seen.update(alike)
        folded = chr(scalar).casefold()
        whole = f"(?i:{escaped(chr(scalar))})"
        if len(folded) > 1 and matched(whole, folded) == [folded]:
            expansions.append((scalar, [ord(part) for part in folded]))
    return classes, expansions


def folding_file():
    classes, expansions = foldings()
    parts = [" ".join("=".join("%X" % scalar for scalar in alike) for alike in classes)]
    parts.append(" ".join("%X~%s" % (one, "+".join("%X" % part for part in many)) for one, many in expansions))
    lines = []
    for part in parts:
        lines += textwrap.wrap(part, 94, break_long_words=False, break_on_hyphens=False)
    return swift(
        "RegexCaseFoldingTable",
        "What `(?i)` takes for each other, of Unicode 16.0.\n///\n"
        "/// `41=61` are alike; `DF~73+73` is alike to two or three scalars in a row.",
        "lines",
        lines,
    )


# --- Checking --------------------------------------------------------------------------------


def committed():
    """The committed sets, name -> set of scalars that matter for a check, and those scalars."""
    text = PROPERTIES.read_text(encoding="utf-8")
    body = re.search(r'"""\n(.*?)\n    """', text, re.S).group(1)
    lines = re.sub(r"\n     +", " ", body).split("\n")
    rows, edges = {}, {0, 0x10FFFF}
    for line in lines:
        names, terms = line.strip().split(":", 1)
        rows[names.split()[0]] = (names.split(), terms.split())
        for term in terms.split():
            if not term.startswith("+"):
                first, _, last = term.partition("-")
                first, last = int(first, 16), int(last or first, 16)
                edges.update((first - 1, first, last, last + 1))
    scalars = sorted(edge for edge in edges if 0 <= edge <= 0x10FFFF and not 0xD800 <= edge < 0xE000)

    def evaluate(terms):
        result = set()
        for term in terms:
            if term.startswith("+"):
                result ^= evaluate(rows[term[1:]][1])
            else:
                first, _, last = term.partition("-")
                first, last = int(first, 16), int(last or first, 16)
                result ^= {scalar for scalar in scalars if first <= scalar <= last}
        return result

    return scalars, [(names, evaluate(terms)) for names, terms in rows.values()]


def check_properties():
    scalars, rows = committed()
    known = {name for names, _ in rows for name in names}
    wrong = sorted((set(NAMES) | set(OWN)) ^ known)
    for names, expected in rows:
        wrong += [name for name in names if set(members(pattern(name), scalars)) != expected]
    return wrong


def main():
    if "--check" in sys.argv[1:]:
        wrong = check_properties()
        if FOLDING.read_text(encoding="utf-8") != folding_file():
            wrong.append("case folding")
        print("wrong: " + ", ".join(wrong) if wrong else "checked")
        sys.exit(1 if wrong else 0)
    with multiprocessing.Pool(os.cpu_count()) as pool:
        sets = dict(pool.imap_unordered(full, NAMES + list(OWN)))
    PROPERTIES.write_text(properties_file(sets), encoding="utf-8")
    FOLDING.write_text(folding_file(), encoding="utf-8")
    print("wrote", PROPERTIES.name, FOLDING.name)


if __name__ == "__main__":
    main()
