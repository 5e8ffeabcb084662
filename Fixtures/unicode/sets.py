"""Sets of scalars, each found by asking the oracle about every scalar."""

from tokenizers import normalizers, pre_tokenizers

from scalars import literal, set_text, swift_file


def bert(**chosen):
    """BertNormalizer with nothing but the chosen steps."""
    steps = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return normalizers.BertNormalizer(**{**steps, **chosen}).normalize_str


def cuts(pre_tokenizer, pieces):
    """Whether a scalar between two letters makes `pieces` pieces."""
    return lambda text: len(pre_tokenizer.pre_tokenize_str(f"a{text}a")) == pieces


def becomes(normalize, expected):
    """Whether `normalize` turns a scalar into `expected`."""
    return lambda text: normalize(text) == expected


def tables():
    clean = bert(clean_text=True)
    chinese = bert(handle_chinese_chars=True)
    nmt = normalizers.Nmt().normalize_str
    sets = [
        ("whitespace", "White_Space, Unicode 17.0.",
         cuts(pre_tokenizers.WhitespaceSplit(), 2)),
        ("numeric", "General categories Nd, Nl and No, Unicode 17.0.",
         cuts(pre_tokenizers.Digits(individual_digits=True), 3)),
        ("word", "`\\\\w` of the Rust regex crate: Alphabetic, M, Nd, Pc, Join_Control, Unicode 16.0.",
         cuts(pre_tokenizers.Whitespace(), 1)),
        ("punctuation", "ASCII punctuation, and general category P of Unicode 8.0.",
         cuts(pre_tokenizers.Punctuation(), 3)),
        ("cjk", "What BertNormalizer takes for Chinese.",
         lambda text: chinese(text) == f" {text} "),
        ("marks", "General category M, Unicode 9.0: what StripAccents removes.",
         becomes(normalizers.StripAccents().normalize_str, "")),
        ("bertMarks", "General category Mn, Unicode 8.0: what BertNormalizer removes as accents.",
         becomes(bert(strip_accents=True), "")),
        ("bertControls", "What BertNormalizer removes as controls; Cc, Cf and Co of Unicode 8.0.",
         becomes(clean, "")),
        ("nmtRemoved", "What Nmt removes.", becomes(nmt, "")),
        ("nmtSpaces", "What Nmt turns into a space.", becomes(nmt, " ")),
    ]
    constants = [literal(name, doc.replace("\\\\", "\\"), set_text(holds)) for name, doc, holds in sets]
    return swift_file("SetTables", "The members of the sets in `ScalarSets.swift`.", constants)
