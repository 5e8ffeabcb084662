"""Seeded random inputs: what a person would type, and what nobody would."""

import random

import cases
import texts

SCRIPTS = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x180, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x531, 0x587),
    (0x5D0, 0x5EA), (0x620, 0x6D3), (0x710, 0x72F), (0x780, 0x7A5), (0x7C0, 0x7EA),
    (0x904, 0x939), (0x985, 0x9B9), (0xA05, 0xA39), (0xB85, 0xBB9), (0xC05, 0xC39),
    (0xD05, 0xD39), (0xD85, 0xDC6), (0xE01, 0xE3A), (0xE40, 0xE4E), (0xE81, 0xEB0),
    (0xF40, 0xF6C), (0x1000, 0x102A), (0x10A0, 0x10FF), (0x1100, 0x11FF), (0x1200, 0x135A),
    (0x13A0, 0x13F5), (0x1401, 0x166C), (0x1780, 0x17B3), (0x1820, 0x1878), (0x1E00, 0x1EFF),
    (0x1F00, 0x1FFE), (0x2C00, 0x2C5F), (0x2D30, 0x2D67), (0x3041, 0x3096), (0x30A1, 0x30FF),
    (0x3105, 0x312F), (0x3400, 0x3500), (0x4E00, 0x4FFF), (0x9E00, 0x9FFF), (0xA000, 0xA0FF),
    (0xA640, 0xA69F), (0xA980, 0xA9DF), (0xAC00, 0xAD00), (0xD700, 0xD7FB), (0xF900, 0xFAFF),
    (0xFB00, 0xFB06), (0xFB1D, 0xFB4F), (0xFE70, 0xFEFC), (0xFF01, 0xFFDC), (0x10330, 0x1034A),
    (0x10400, 0x1044F), (0x118A0, 0x118DF), (0x1E900, 0x1E94B), (0x1D400, 0x1D4FF),
    (0x20000, 0x20080), (0x2B810, 0x2B930), (0x2F800, 0x2F880), (0x1F100, 0x1F1FF),
]
MARKS = [(0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x64B, 0x65F), (0x93C, 0x94D),
         (0x9BC, 0x9CD), (0xBBE, 0xBCD), (0xE31, 0xE3A), (0xE47, 0xE4E), (0xF71, 0xF84),
         (0x1AB0, 0x1ABD), (0x1DC0, 0x1DFF), (0x20D0, 0x20F0), (0x302A, 0x302F), (0x3099, 0x309A),
         (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0x1D165, 0x1D169), (0xE0100, 0xE0110)]
SPACES = [" "] * 12 + ["  ", "   ", "\n", "\n\n", "\r\n", "\t", "\r", "\x0b", "\x0c", "\x1c",
                       "\x85", "\u00a0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202f",
                       "\u205f", "\u3000", "\u200b", "\u180e", "\ufeff"]
CONTROLS = [chr(value) for value in [*range(0, 9), 0xE, 0x1B, 0x1F, 0x7F, 0x80, 0x8F, 0x9F, 0xAD]] + [
    "\u200c", "\u200d", "\u200e", "\u202e", "\u2060", "\u2066", "\ufff9", "\ufffd", "\ufffe",
    "\uffff", "\ue000", "\U000f0000", "\U000e0001", "\U000e0067", "\U0010ffff", "\u0378"]
EMOJI = ["😀", "👍", "👍🏽", "👩‍🚀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇳🇴", "🇩", "1️⃣", "☎️", "☎︎", "❤️", "🏽", "🤷🏾‍♀️",
         "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "©", "™", "㊗"]
ODD = ["½", "²", "³", "¹", "①", "ⓐ", "Ⅷ", "ª", "º", "µ", "ß", "ẞ", "ſ", "ﬁ", "ﬃ", "ǆ", "ǅ", "İ",
       "ı", "Σ", "ς", "ΐ", "Å", "K", "Ω", "㌔", "㈱", "ﷺ", "々", "ー", "〆", "〇", "·", "՚", "׳",
       "१", "٣", "᠐", "𝟙", "\u0958", "\u0344", "\u0387", "\u037e", "\u1e9b\u0323", "각",
       "\u1100\u1161\u11a8", "e\u0301", "e\u0301\u0323", "\ud7b0", "…", "—", "“", "’", "‚", "«",
       "▁", "▁▁", "_", "Ġ", "Ċ", "Ã", "##", "</w>", "<0x41>", "<0xE2>", "<unk>", "[UNK]", "|"]
CONTRACTIONS = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d", "'S", "'LL", "'Re", "’s", "'ſ", "n't",
                " 's", "don't", "I'M"]


class Strings:
    """Random lines for one tokenizer: its added tokens and vocabulary take part."""

    def __init__(self, seed, added_tokens, vocabulary):
        self.random = random.Random(seed)
        self.added = [token for token in added_tokens if token]
        self.vocabulary = vocabulary
        self.lines = texts.lines()
        makers = [(self.word, 10), (self.scalars, 6), (self.marked, 4), (self.digits, 3),
                  (self.punctuation, 3), (self.quotation, 4), (self.piece, 4), (self.odd, 3),
                  (self.emoji, 2), (self.control, 2), (self.contraction, 2), (self.repeat, 1),
                  (self.noise, 1)]
        if self.added:
            makers.append((self.token, 4))
        self.makers, self.weights = zip(*makers)

    def requests(self, count):
        return (self.request() for _ in range(count))

    def request(self):
        chance = self.random.random
        line = {}
        if chance() < 0.1:
            line["words"] = self.words()
            if chance() < 0.3:
                line["pair_words"] = self.words()
        else:
            line["text"] = self.text()
            if chance() < 0.15:
                line["pair"] = self.text()
        if chance() < 0.1:
            line["add_special_tokens"] = False
        if chance() < 0.1:
            line["encode_special_tokens"] = True
        if chance() < 0.12:
            line["truncation"] = self.truncation()
        if chance() < 0.08:
            line["padding"] = self.padding()
        return line if len(line) > 1 or "text" not in line else line["text"]

    def text(self):
        pieces = int(self.random.expovariate(0.17)) + (self.random.random() < 0.97)
        result = []
        for make in self.random.choices(self.makers, self.weights, k=min(pieces, 40)):
            result.append(make())
            if self.random.random() < 0.55:
                result.append(self.random.choice(SPACES))
        return "".join(result)

    def words(self):
        return [self.random.choices(self.makers, self.weights)[0]()
                for _ in range(self.random.randrange(0, 7))]

    def truncation(self):
        if self.random.random() < 0.2:
            return None
        length = self.random.choice([0, 1, 2, 3, 4, 5, 6, 8, 10, 16, 32, 512])
        return {"max_length": length, "stride": self.random.choice([0, 0, 0, 1, 1, 2, 3, length]),
                "strategy": self.random.choice(["LongestFirst"] * 3 + ["OnlyFirst", "OnlySecond"]),
                "direction": self.random.choice(["Left", "Right"])}

    def padding(self):
        if self.random.random() < 0.2:
            return None
        return dict(self.random.choice(cases.PADDINGS), pad_id=self.random.randrange(5),
                    pad_type_id=self.random.randrange(3))

    # What texts are made of.

    def word(self):
        line = self.random.choice(self.lines).split(" ")
        word = self.random.choice(line)
        return self.random.choice([word, word, word.lower(), word.upper(), word.title(), word[1:]])

    def quotation(self):
        line = self.random.choice(self.lines)
        start = self.random.randrange(len(line))
        return line[start:start + self.random.randrange(1, 30)]

    def scalars(self):
        low, high = self.random.choice(SCRIPTS)
        return "".join(chr(self.random.randint(low, high))
                       for _ in range(self.random.randrange(1, 9)))

    def marked(self):
        result = []
        for _ in range(self.random.randrange(1, 4)):
            result.append(self.random.choice(["e", "a", "o", "A", "q", "", "я", "ω", "か", "क", "ก"]))
            for _ in range(self.random.randrange(0, 5)):
                low, high = self.random.choice(MARKS)
                result.append(chr(self.random.randint(low, high)))
        return "".join(result)

    def digits(self):
        digits = "".join(self.random.choice("0123456789") for _ in range(self.random.randrange(1, 9)))
        return self.random.choice([digits, digits, f"-{digits}.5", f"{digits},{digits}", f"1e{digits}",
                                   f"{digits}²", f"x{digits}y", f"#{digits}%"])

    def punctuation(self):
        return "".join(self.random.choice("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¡¿·。、，！–—…«»")
                       for _ in range(self.random.randrange(1, 6)))

    def piece(self):
        return self.random.choice(self.vocabulary) if self.vocabulary else "a"

    def token(self):
        token = self.random.choice(self.added)
        other = self.random.choice(self.added)
        return self.random.choice([token, token, token, token + other, token.upper(), token.lower(),
                                   token[:-1], token[1:], f"a{token}", f"{token}b", f" {token}",
                                   f"{token} ", token * 2])

    def odd(self):
        return self.random.choice(ODD) + self.random.choice(["", "", self.random.choice(ODD)])

    def emoji(self):
        return "".join(self.random.choices(EMOJI, k=self.random.randrange(1, 4)))

    def control(self):
        return "".join(self.random.choices(CONTROLS + SPACES, k=self.random.randrange(1, 4)))

    def contraction(self):
        return self.random.choice(CONTRACTIONS)

    def repeat(self):
        part = self.random.choice(["a", "ab", " ", "\n", "=", "é", "漢", "1", "🐟", "\u0301", "."])
        return part * self.random.randrange(2, 60)

    def noise(self):
        result = []
        while len(result) < self.random.randrange(1, 8):
            value = self.random.randrange(0x30000)
            if not 0xD800 <= value <= 0xDFFF:
                result.append(chr(value))
        return "".join(result)


def for_tokenizer(seed, document, vocabulary):
    added = [token["content"] for token in document.get("added_tokens", [])]
    chooser = random.Random(seed)
    sample = chooser.sample(vocabulary, min(2000, len(vocabulary)))
    return Strings(seed, added, sample)
