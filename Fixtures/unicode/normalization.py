"""Decompositions, compositions and combining classes of Unicode 9.0.

Decompositions and compositions are the oracle's answers. A combining class cannot be asked for,
so classes come from newer data, kept for the scalars that 9.0 has, and are compared with the
order into which the oracle puts every scalar beside one of each class.
"""

import unicodedata2
from tokenizers import normalizers

from scalars import ALL, literal, range_text, ranges, released_by, swift_file

HANGUL = range(0xAC00, 0xD7A4)
NFC, NFD, NFKD = (getattr(normalizers, form)().normalize_str for form in ("NFC", "NFD", "NFKD"))


def hexadecimal(text):
    return "+".join(f"{ord(scalar):X}" for scalar in text)


def decompositions():
    """`C0=41+300` canonical, `A8~20+308` compatibility, both when they differ."""
    entries = []
    for scalar in ALL:
        if scalar in HANGUL:
            continue
        canonical, compatible = NFD(chr(scalar)), NFKD(chr(scalar))
        if compatible == chr(scalar):
            continue
        entry = f"{scalar:X}"
        if canonical != chr(scalar):
            entry += "=" + hexadecimal(canonical)
        if compatible != canonical:
            entry += "~" + hexadecimal(compatible)
        entries.append(entry)
    return " ".join(entries)


def compositions():
    """`41+300=C0`, for every scalar that its own canonical decomposition composes to."""
    entries = []
    for scalar in ALL:
        parts = NFD(chr(scalar))
        if scalar in HANGUL or len(parts) < 2 or NFC(parts) != chr(scalar):
            continue
        first = NFC(parts[:-1])
        assert len(first) == 1, f"{scalar:X}: no pair of scalars composes to it"
        entries.append((ord(first), ord(parts[-1]), scalar))
    return " ".join(f"{first:X}+{second:X}={composed:X}" for first, second, composed in sorted(entries))


def combining_classes():
    """`E4: 5AE 18A9 E6: 300-314`, ranges by class."""
    by_class = {}
    for scalar in released_by(9, 0):
        if unicodedata2.combining(chr(scalar)):
            by_class.setdefault(unicodedata2.combining(chr(scalar)), []).append(scalar)
    compare_order(by_class)
    return " ".join(
        f"{number:X}: " + " ".join(range_text(*pair) for pair in ranges(by_class[number]))
        for number in sorted(by_class)
    )


def compare_order(by_class):
    """Every scalar must move past those of lower and higher classes as its class says."""
    class_of = {scalar: number for number, members in by_class.items() for scalar in members}
    witnesses = {
        number: next(chr(scalar) for scalar in members if NFD(chr(scalar)) == chr(scalar))
        for number, members in by_class.items()
    }
    ends = {number: witnesses[number] for number in (min(witnesses), max(witnesses))}
    for scalar in ALL:
        text = chr(scalar)
        if NFD(text) != text:
            continue
        own = class_of.get(scalar, 0)
        for number, witness in (witnesses if own else ends).items():
            if witness == text:
                continue
            assert (NFD(witness + text) == text + witness) == (0 < own < number), f"{scalar:X}"
            assert (NFD(text + witness) == witness + text) == (own > number), f"{scalar:X}"


def tables():
    return swift_file(
        "NormalizationTables",
        "Unicode 9.0's decompositions, compositions and combining classes; Hangul is computed.",
        [
            literal("decompositions", "Full decompositions: `=` canonical, `~` compatibility.",
                    decompositions()),
            literal("compositions", "Pairs that compose.", compositions()),
            literal("combiningClasses", "The scalars of each canonical combining class but 0.",
                    combining_classes()),
        ],
    )
