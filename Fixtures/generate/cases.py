"""The inputs of the golden files: what to ask of every tokenizer."""

import random

import texts as corpus

HOSTILE = [
    "", " ", "  ", "   ", "\n", "\r\n", "\t", "a", " a", "a ", "  a  b  ", "\u00a0", "\u3000a\u3000",
    "a\r\nb\r\n\r\nc", "a\rb\n\nc\n", "\n\n\n\na", "tab\tand\ttab\t\tend", " \n \t \r x",
    "nul \0 inside\0", "\ufeffmark first", "in\ufeffside", "soft\u00adhyphen", "zero\u200bwidth",
    "bell\x07 esc\x1b[0m del\x7f c1\x85\x9f", "\x01\x02\x03", "\x0b\x0c\x1c\x1d\x1e\x1f",
    "line\u2028sep\u2029par", "rtl \u202eesrever\u202c \u2066iso\u2069", "\ufffd\ufffe\uffff",
    "\U0010ffff\U000f0000\ue000", "\U000e0001\U000e0041", "\ufff9a\ufffab\ufffb",
    "cafe\u0301 cafe\u0301s", "e\u0301\u0323 e\u0323\u0301", "a\u0315\u0300\u05ae\u0062",
    "\u0301 leading mark", "\u0301", "q\u0307\u0323\u0307", "\u1100\u1161\u11a8 \uac00\u11a8 각",
    "o\u0302\u0301\u0323 ổ\u0323", "\u0344\u0385\u1fc1", "\u0fb3\u0f71\u0f72 \u0f73",
    "\u0958\u09dc\u0a33 क\u093c", "ﬃ ﬁ ﬂ ™ ① ½ ㌔ ㈱ ﷺ Å Ω K", "ǅ ǆ İ ı ß ẞ ſ ΐ ς Σ ΑΣ ŉ",
    "ｆｕｌｌ　ｗｉｄｔｈ １２３", "𝐇𝐚𝐟𝐞𝐧 𝟙𝟟 🄰🅱", "㍿ ㋿ 🅬 \u1e944\U0001e944",
    "👩‍👩‍👧‍👦👍🏽🇳🇴🇮🇸🏴󠁧󠁢󠁳󠁣󠁴󠁿1️⃣", "\u200d\u200d👩\u200d", "🏽 🇳 \ufe0f", "ᾳͅ \u0345",
    "don't DON'T don’t we'll WE'LL I'm I'M 'twas 's'S'\u017f", "'ll've're'd's't'm",
    "1 12 123 1234 12345 1234567890 ١٢٣٤ १२३४ ²³¹ ½ Ⅷ 〇", "3.14159e-10 0xFF 1,000,000 50% #1",
    "snake_case camelCase HTMLParser2 kebab-case", "a.b,c;d:e!f?g", "...!!!???---___***",
    "=====>>>>><<<<<", "$+<=>^`|~", "((((()))))", "https://example.org/a?b=c&d=%20#e",
    "\\n \\u0041 \"quoted\" 'single' `tick`", "<s> </s> <unk> <pad> [CLS] [SEP] [MASK] [UNK]",
    "<|endoftext|> <|im_start|>user\n<|im_end|>", "<0x41> <0x0A> <0xFF>", "▁ ▁▁ ▁a a▁b Ġ Ċ ## </w>",
    "x" * 200, "ab" * 90, "é" * 80, "漢" * 70, "🐟" * 40, " " * 90, "\n" * 40, "-" * 120,
    "1" * 100, "a" + "\u0301" * 30, "donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 3,
    "mixed 漢字 и кириллица و عربي והעברית हिन्दी ไทย 한글 ꦗꦮ 𐌲𐌿𐍄",
    "岳 ²³ ¹ ¼½¾ ª º µ", "東京taro東京 ﾊﾝｶｸ カタカナー ひらがな々〆ヶ", "ก็ ำ เเ ๆ ฯลฯ", "ꙮ Ꙗ ꚛ ⰀⰁ Ⴀ ა Ა",
    "\u17d2\u1793 \u0dca\u200d\u0dbb \u0bc6\u0bbe", "\ud7a4\u1160\u115f", "\u180e\u2060\u2061",
]

TRUNCATIONS = [
    {"max_length": length, "strategy": strategy, "stride": stride, "direction": direction}
    for length, stride in ((0, 0), (1, 0), (3, 1), (5, 2), (9, 0), (12, 3), (20, 4), (40, 9), (512, 0))
    for strategy in ("LongestFirst", "OnlyFirst", "OnlySecond")
    for direction in ("Right", "Left")
]
PADDINGS = [
    {"strategy": strategy, "direction": direction, "pad_to_multiple_of": multiple, "pad_id": 1,
     "pad_type_id": 3, "pad_token": "[PAD]"}
    for strategy in ("BatchLongest", {"Fixed": 3}, {"Fixed": 12})
    for direction in ("Right", "Left")
    for multiple in (None, 0, 1, 8)
]
WORDS = [
    [], [""], ["a"], ["the", "harbour", "wakes"], ["don't", "stop"], ["", "a", "", "b"],
    [" leading", "trailing ", " "], ["two words", "and-more", "12345"], ["漢字", "かな", "🐟🐟"],
    ["e\u0301", "\u0301", "ﬁ"], ["<s>", "[CLS]", "▁x"],
]


def sentences(limit):
    """A prefix of every line of our texts, cut at a space where there is one."""
    result = []
    for line in corpus.lines():
        cut = line[:limit]
        if len(line) > limit and " " in cut:
            cut = cut[:cut.rindex(" ")]
        result.append(cut)
    return result


def texts(every=1, limit=80):
    return [{"text": text} for text in HOSTILE] + [
        {"text": text} for text in sentences(limit)[::every]]


def pairs():
    first = ["", "a", "The quay smells of coffee.", "小船回来得很晚", " two  spaces "]
    second = ["", "b c", "Größere Übel", "🐟 and 🦑", "\n"]
    lines = [{"text": one, "pair": two} for one in first for two in second]
    lines += [dict(line, add_special_tokens=False) for line in lines[6:12]]
    return lines


def words():
    lines = [{"words": one} for one in WORDS]
    lines += [{"words": one, "pair_words": two} for one, two in zip(WORDS, reversed(WORDS))]
    lines += [dict(line, add_special_tokens=False) for line in lines[3:6]]
    return lines


def truncation(count):
    chooser = random.Random(7)
    texts = ["We measured the pier again: 128.5 m from the bollard to the lamp, 灯塔。",
             "Старик чинит сеть.", "She counted: one heron, two cormorants, eleven gulls."]
    lines = []
    for options in chooser.sample(TRUNCATIONS, min(count, len(TRUNCATIONS))):
        text, pair = chooser.sample(texts, 2)
        line = {"text": text, "truncation": options}
        if options["strategy"] == "OnlySecond" or chooser.random() < 0.5:
            line["pair"] = pair
        if chooser.random() < 0.3:
            line["add_special_tokens"] = False
        if chooser.random() < 0.3:
            line["padding"] = chooser.choice(PADDINGS)
        lines.append(line)
    return lines


def padding(count):
    chooser = random.Random(8)
    lines = []
    for options in chooser.sample(PADDINGS, min(count, len(PADDINGS))):
        line = {"text": chooser.choice(["", "a", "the red buoy", "Ёжик нашёл ключ"]),
                "padding": options}
        if chooser.random() < 0.3:
            line["pair"] = "b"
        lines.append(line)
    return lines + [{"text": "the red buoy", "truncation": None, "padding": None}]


def added_tokens(document, most):
    """Every added token alone, doubled, inside a word, with spaces, as text when it is special."""
    tokens = [token["content"] for token in document.get("added_tokens", []) if token["content"]]
    chooser = random.Random(9)
    if len(tokens) > most:
        tokens = tokens[:most // 2] + chooser.sample(tokens[most // 2:], most - most // 2)
    lines = []
    for index, token in enumerate(tokens):
        other = tokens[(index + 1) % len(tokens)]
        lines += [
            {"text": f"{token}{token} {other}"},
            {"text": f"a{token}b  {token}  c\n{token}"},
            {"text": f" {token.upper()} {token.lower()}é{token}², {token[:-1]} {token[1:]}",
             "encode_special_tokens": index % 2 == 0},
            {"text": f"x {token} y{token}", "encode_special_tokens": True},
        ]
    return lines


def decodings(size, specials, count):
    """Ids that no text gives: at random, repeated, special ones, and ids outside the vocabulary."""
    chooser = random.Random(10)
    lines = [[], [0], [size - 1], [size], [4294967295], [0, 0, 0], list(range(min(size, 40)))]
    for _ in range(count):
        low = chooser.choice([0, 0, max(0, size - 300)])
        high = chooser.choice([size, size, min(size, low + 300), size + 3])
        lines.append([chooser.randrange(low, max(high, low + 1))
                      for _ in range(chooser.randrange(1, 12))])
    for special in specials[:8]:
        lines.append([special, chooser.randrange(size), special, special])
    return [{"decode": ids} for ids in lines]
