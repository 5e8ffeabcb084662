"""The patterns and texts of the fixtures: those of popular tokenizers, one for each piece of
syntax, and seeded random ones."""

import random
import re

CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
UPPER, LOWER = r"\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}", r"\p{Ll}\p{Lm}\p{Lo}\p{M}"
HEAD = r"[^\r\n\p{L}\p{N}]?"
TAIL = r"\s*[\r\n]+|\s+(?!\S)|\s+"

REAL = [
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
    rf"{CONTRACTIONS}|{HEAD}\p{{L}}+|\p{{N}}{{1,3}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*|{TAIL}",
    rf"{CONTRACTIONS}|{HEAD}\p{{L}}+|\p{{N}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*|{TAIL}",
    rf"{CONTRACTIONS}|{HEAD}[\p{{L}}\p{{M}}]+|\p{{N}}| ?[^\s\p{{L}}\p{{M}}\p{{N}}]+[\r\n]*|{TAIL}",
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
    rf"{HEAD}[{UPPER}]*[{LOWER}]+{CONTRACTIONS}?|{HEAD}[{UPPER}]+[{LOWER}]*{CONTRACTIONS}?"
    rf"|\p{{N}}{{1,3}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|{TAIL}",
    rf"{HEAD}[{UPPER}]*[{LOWER}]+|{HEAD}[{UPPER}]+[{LOWER}]*|\p{{N}}"
    rf"| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|{TAIL}",
    rf"[\p{{Han}}]+|{HEAD}[{UPPER}&&[^\p{{Han}}]]*[{LOWER}&&[^\p{{Han}}]]+{CONTRACTIONS}?"
    rf"|{HEAD}[{UPPER}&&[^\p{{Han}}]]+[{LOWER}&&[^\p{{Han}}]]*{CONTRACTIONS}?|\p{{N}}{{1,3}}"
    rf"| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*|{TAIL}",
    "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?"
    "[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+",
    r"[一-龥぀-ゟ゠-ヿ]+",
    r"[一-龥ࠀ-一가-퟿]+",
    r"\p{N}{1,3}",
    r"\p{N}{1}",
    r"[\r\n]",
    r"\s?\p{L}+",
    r"\s?\p{P}+",
    r"[0-9][0-9][0-9]",
    r" ?[^(\s|[.,!?…。，、।۔،])]+",
    r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+",
    r" {2,}",
    r"[\n\r\t]",
    r"\s{2,}|[\n\r\t]",
    r" +▁",
    r"^▁+$",
    r"\s+",
    r"\s{512}(?!\S)|\s+(?!\S)|\s",
    r"(?:\p{L}\p{M}*(?: \p{L}\p{M}*)*)+",
    r"(?=(\d{3})+(?!\d))",
    r"\d{1,3}(?=(?:\d{3})*\b)",
    r"\w+|[^\w\s]+",
    r"\s+|[[:punct:]]|\d",
    r"[\u00AD\u200B\u200C\u200D\u2060\uFEFF]",
    r"\p{Zs}",
]

SYNTAX = re.split("  |\n", r"""a|ab  a|  |a  (?:)  a*  a+?  a??  a{2}  a{2,}  a{,2}  a{1,2}?  a{2}?  a{1,2}+  a{3,1}  a{0}  a{,}
a{x}  {2}  a**  a+?*  (?:a+)?  (?:a*)+?  (?:a{2}){2}  (?:a?){2,3}  (?:a|b)*?c  a++b  a?+a  (?>a+)a
(a|b)\1  (a)?b\1  (?<x>a|b)\k<x>  (?<x>a)|(?<x>b)\k<x>  \k<-1>(a)  (?:(a)|b)(?(1)c|d)  (?(a)b|c)
(?i:(a)\1)  (?=a)a  (?!a).  (?<=a)b  (?<!a)b  (?<=a|bc)d  (?<=ab?)c  (?<=a*)b  (?<!a.)b  (?<=^|,)a
^  $  ^a  a$  \A.  .\z  .\Z  \Ga  \bA  \B.  \b  a\Kb  \R  \N+  \O  \h+  \H  \d+  \D  \s  \S+  \w+  \W
[[:alpha:]]+  [[:^digit:]]  [^a-c]  []a]  [a-]  [-a]  [a\-z]  [a-c&&b-d]  [^a&&a]  [a[bc]]  [^[^a]]
[\w&&[^a]]  [\p{Greek}\d]  [\n-\r]  [\x{61}-\x{63}]  [a-c-e]  [!--]  \p{Lu}  \p{^Lu}  \P{Lu}  \p{LC}
\p{Uppercase_Letter}  \p{upper case-letter}  \p{Han}  \p{Latin}+  \p{Emoji}  \p{Any}  \p{Assigned}
\p{InBasic_Latin}+  \p{Punct}  [[:punct:]]  \p{Word}+  [\p{Word}]+  \p{Extended_Pictographic}
\x41  \x{e9}  \u00e9  \xC3\xA9  \101  \x{61 62}  \cA  \t  \e  \a  \.  \-  \pL  \Q  (?#note)a  (?i)straße  (?i:ss)  (?i:ß)  (?i:[ß])  (?i:ff)  (?i:st)  (?i:s)+  (?i:[a-s]+)  (?i:[^s])
(?i:\p{Lu})  (?i:[\p{Lu}])  (?i:K)  (?i:é)  (?i:σ)  a(?i)b|c  (?i:a(?-i:b)c)  (?m:a.b)  .+  (?W:\w+)
(?D:\d)  (?S:\s)  (?P:[[:alpha:]])  (?i:(?<=ß)s)  (?:(?<!b)a?){2}  (?:a|b|ab)*c  ((a*)*b)  (?:)+""") + ["(?x:a b #c\n[ ])", "\n+$"]

REJECTED = re.split("  |\n", r"""*  +a  a|*  (  )  (?  (?:  (a  [  []  [^]  [a  [b-a]  [a-\d]  [\d-a]  [[:foo:]]  \  (?<  (?<>a)  (?<1>a)
(?<a-b>a)  (?P<a>a)  (?s)  (?s:a)  (?z)  \k<a>  \2  (?<a>b)\1  \p{Foo}  \p{IsHan}  \p{L&}  \p{Age=6.0}
\p{Script=Han}  \p{L  a{100001}  \x{110000000}  \x{z  \u12  \xE3  \400  (?=a)*  ^*  \b+  (?:^|a)*  \K*
(?<=a(?=b))c  (?<!(a))b  (?<=a\z)b  (?<=a(?<!b))c  (?(1)a  (?(a))  [\  \C  \Cx  \M  \cX[""")

ALPHABET = list("aabbcdsStTfiIlkKzZ019 .,'-_!(){}[]/@#") + list("  \t\n\r\n") + [
    "\r\n", "\x0b", "\x85", "\xa0", "\u2028", "\u3000", "\u200b", "\u200d", "\ufeff",
    *"éÉßẞſKıİǆǅσςΣжЖאبئक्षไท한글漢字かカー²³¼½٣५Ⅷªµ", "\u0301", "\u0308", "\u093f", "\ufe0f",
    *"ﬀﬃﬅΐᾳ", "😀", "👩\u200d🚀", "👍🏽", "🇩🇪", "\U00010400", "\U0001d7d8", "\x00", *"$€+=^~…。،",
]
PROPERTIES = (
    "L Lu Ll Lt Lm Lo M Mn N Nd Nl No P S Sm Z Zs C Han Latin Greek Cyrillic Arabic Hiragana "
    "Alphabetic Emoji Word Space Alnum Punct InBasic_Latin ^L LC White_Space"
).split()
QUANTIFIERS = "* + ? *? +? ?? *+ ++ ?+ {2} {1,3} {2,} {,2} {1,2}? {1,3}+ {2}? {3,1}".split()


class Generator:
    """Random patterns over the dialect."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.groups = 0

    def choose(self, *options):
        return self.random.choice(options)

    def pattern(self, depth=0):
        if depth == 0:
            self.groups = 0
        if depth > 2:
            return self.literal()
        if self.random.random() < 0.3:
            return "|".join(self.pattern(depth + 1) for _ in range(self.choose(2, 2, 3)))
        return "".join(self.atom(depth) for _ in range(self.choose(1, 2, 2, 3)))

    def literal(self):
        text = self.random.choice(ALPHABET)
        return "".join("\\" + one if one in r"\^$.[]|()?*+{}" else one for one in text)

    def set(self, depth=0):
        kind = self.random.random()
        if kind < 0.35:
            return self.choose(r"\s", r"\S", r"\d", r"\w", r"\W", r"\h", ".")
        if kind < 0.6:
            return r"\p{%s}" % self.random.choice(PROPERTIES)
        items = []
        for _ in range(self.choose(1, 2, 3)):
            items.append(
                self.choose(
                    r"\s", r"\w", r"\d", "a-z", "k", "ß", "漢", r"\r\n", "[:alpha:]", "[:punct:]",
                    r"\p{%s}" % self.random.choice(PROPERTIES),
                    self.set(depth + 1) if depth < 2 else "x",
                )
            )
        if self.random.random() < 0.15:
            items.append("&&" + r"\p{%s}" % self.random.choice(PROPERTIES))
        return "[" + self.choose("", "", "^") + "".join(items) + "]"

    def atom(self, depth):
        kind = self.random.random()
        quantifier = self.random.choice(QUANTIFIERS) if self.random.random() < 0.4 else ""
        if kind < 0.3:
            return self.literal() + quantifier
        if kind < 0.65:
            return self.set() + quantifier
        if kind < 0.75:
            return f"(?:{self.pattern(depth + 1)}){quantifier}"
        if kind < 0.8:
            self.groups += 1
            return f"({self.pattern(depth + 1)}){quantifier}"
        if kind < 0.83:
            return f"(?>{self.pattern(depth + 1)}){quantifier}"
        if kind < 0.9:
            return self.choose("(?=", "(?!", "(?<=", "(?<!") + self.pattern(depth + 1) + ")"
        if kind < 0.95:
            return self.choose("^", "$", r"\b", r"\B", r"\A", r"\z", r"\Z")
        if kind < 0.98:
            return f"(?i:{self.pattern(depth + 1)}){quantifier}"
        return rf"\{self.random.randint(1, self.groups)}" if self.groups else self.literal()

    def text(self, pattern):
        """A text that shares scalars with the pattern more often than not."""
        own = [scalar for scalar in pattern if scalar not in "()?:|\\"] or ALPHABET
        pool = own if self.random.random() < 0.5 else ALPHABET
        parts = [self.random.choice(pool) for _ in range(self.choose(2, 4, 6, 10, 16))]
        return "".join(part * self.choose(1, 1, 1, 1, 2, 4) for part in parts)
