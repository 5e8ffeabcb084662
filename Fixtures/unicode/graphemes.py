"""What decides where an extended grapheme cluster ends (UAX #29, Unicode 17.0)."""

import regex

from scalars import literal, set_text, swift_file

CLASSES = {
    "control": "GCB=Control", "extend": "GCB=Extend",
    "joiner": "GCB=ZWJ", "regionalIndicator": "GCB=Regional_Indicator", "prepend": "GCB=Prepend",
    "spacingMark": "GCB=SpacingMark", "leadingJamo": "GCB=L", "vowelJamo": "GCB=V",
    "trailingJamo": "GCB=T",
}
PROPERTIES = {
    "pictographic": ("Extended_Pictographic.", "Extended_Pictographic"),
    "conjunctConsonant": ("Indic_Conjunct_Break=Consonant.", "InCB=Consonant"),
    "conjunctLinker": ("Indic_Conjunct_Break=Linker.", "InCB=Linker"),
    "conjunctExtend": ("Indic_Conjunct_Break=Extend.", "InCB=Extend"),
}


def members(condition):
    matches = regex.compile(rf"\p{{{condition}}}").match
    return set_text(lambda text: matches(text) is not None)


def tables():
    constants = [
        literal(name, f"Grapheme_Cluster_Break={condition[4:]}.", members(condition))
        for name, condition in CLASSES.items()
    ]
    constants += [literal(name, doc, members(condition)) for name, (doc, condition) in PROPERTIES.items()]
    return swift_file(
        "GraphemeTables", "Unicode 17.0's grapheme cluster properties; Hangul syllables are computed.",
        constants,
    )
