"""Every Unicode scalar value, and ranges of them as the tables are written."""

import textwrap

import unicode_age

ALL = [scalar for scalar in range(0x110000) if not 0xD800 <= scalar < 0xE000]


def released_by(major, minor):
    """The scalars that Unicode `major.minor` has, in order."""
    spans = unicode_age.iter_spans()
    kept = [range(first, last + 1) for first, last, *since in spans if tuple(since) <= (major, minor)]
    return sorted(scalar for span in kept for scalar in span if not 0xD800 <= scalar < 0xE000)


def ranges(scalars):
    """Sorted scalars as [first, last] pairs."""
    result = []
    for scalar in scalars:
        if result and result[-1][1] == scalar - 1:
            result[-1][1] = scalar
        else:
            result.append([scalar, scalar])
    return result


def range_text(first, last):
    return f"{first:X}" if first == last else f"{first:X}-{last:X}"


def set_text(holds):
    """The scalars that `holds` is true of, as the text that ScalarSet(ranges:) reads."""
    members = (scalar for scalar in ALL if holds(chr(scalar)))
    return " ".join(range_text(*pair) for pair in ranges(members))


def literal(name, doc, text):
    """A Swift constant that holds `text`, wrapped at spaces."""
    lines = textwrap.wrap(text, 90, break_long_words=False, break_on_hyphens=False)
    body = " \\\n".join("    " + line for line in lines)
    return f'  /// {doc}\n  static let {name}: StaticString = """\n{body}\n    """\n'


def swift_file(enum, doc, constants):
    """A generated file with one enum of constants."""
    return (
        "// Made by Fixtures/unicode/generate.py; do not edit. Facts of the Unicode Character Database,\n"
        "// copyright Unicode, Inc., under the Unicode License v3.\n\n"
        f"/// {doc}\nenum {enum} {{\n" + "\n".join(constants) + "}\n"
    )
