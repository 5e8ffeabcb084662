"""Scripts of Unicode 9.0, compared with the borders that the oracle sees.

Newer data, kept for the scalars that 9.0 has, less the few whose script has changed since.
"""

import regex
from tokenizers import pre_tokenizers

from scalars import ALL, literal, range_text, ranges, released_by, swift_file

CHANGED = {0x0589: "Common", 0x061C: "Common", 0x0953: "Devanagari", 0x0954: "Devanagari"}
SPLIT = pre_tokenizers.UnicodeScripts().pre_tokenize_str

NAMES = """
    Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali
    Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian
    Chakma Cham Cherokee Common Coptic Cuneiform Cypriot Cyrillic Deseret Devanagari Duployan
    Egyptian_Hieroglyphs Elbasan Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gurmukhi
    Han Hangul Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi
    Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kayah_Li Kharoshthi Khmer Khojki
    Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Malayalam Mandaic
    Manichaean Marchen Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi
    Mongolian Mro Multani Myanmar Nabataean New_Tai_Lue Newa Nko Ogham Ol_Chiki Old_Hungarian
    Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_South_Arabian Old_Turkic Oriya Osage
    Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic
    Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sora_Sompeng Sundanese
    Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangut Telugu Thaana
    Thai Tibetan Tifinagh Tirhuta Ugaritic Vai Warang_Citi Yi
""".split()


def by_name():
    members = {}
    known = released_by(9, 0)
    for name in NAMES:
        matches = regex.compile(rf"\p{{Script={name}}}").match
        members[name] = [s for s in known if matches(chr(s)) and s not in CHANGED]
    for scalar, name in CHANGED.items():
        members[name] = sorted(members[name] + [scalar])
    return members


def compare_borders(members):
    """The oracle must see no border within a script, and one between two scripts.

    It takes kana for Han, so those three are one script here; and a space belongs to none.
    """
    script = {s: name for name, scalars in members.items() for s in scalars if s != 0x20}
    joined = {"Hiragana": "Han", "Katakana": "Han"}
    script = {s: joined.get(name, name) for s, name in script.items()} | {0x30FC: "Han"}
    witness = {name: chr(s) for s, name in sorted(script.items(), reverse=True)}
    for scalar in ALL:
        name = script.get(scalar)
        other = "Greek" if name != "Greek" else "Latin"
        assert len(SPLIT(witness[name or "Latin"] + chr(scalar))) == 1, f"{scalar:X}"
        assert len(SPLIT(witness[other] + chr(scalar))) == (2 if name else 1), f"{scalar:X}"


def tables():
    members = by_name()
    compare_borders(members)
    text = " ".join(
        f":{name} " + " ".join(range_text(*pair) for pair in ranges(members[name])) for name in NAMES
    )
    return swift_file(
        "ScriptTables", "Unicode 9.0's scripts.",
        [literal("scripts", "`:` and a name, then its scalars.", text)],
    )
