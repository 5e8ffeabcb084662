/// Changes a file as a seed and a number say: the same two always make the same bytes.
struct Mutator {
  private let original: [UInt8]
  private let lexer: Lexer
  private var random: Random
  private var bytes: [UInt8] = []

  init(_ original: [UInt8], _ lexer: Lexer, seed: UInt64) {
    self.original = original
    self.lexer = lexer
    random = Random(state: seed)
  }

  /// One to four changes. Only the first knows the tokens, because it moves them.
  mutating func mutated() -> [UInt8] {
    bytes = original
    changeTokens()
    for _ in 0..<max(0, random.below(12) - 9) { changeBytes() }
    return bytes
  }

  // MARK: Bytes

  private mutating func changeBytes() {
    guard !bytes.isEmpty else { return }
    let place = random.below(bytes.count)
    switch random.below(6) {
    case 0: bytes[place] ^= 1 << UInt8(random.below(8))
    case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.insert(random.choice(of: Array("{}[]\",:0-\\".utf8)), at: place)
    case 3: bytes.removeSubrange(place..<min(place + 1 + random.below(8), bytes.count))
    case 4:
      let end = min(place + random.below(64), bytes.count)
      bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count))
    default: if random.below(8) == 0 { bytes.removeSubrange(place...) }
    }
  }

  // MARK: Tokens

  private mutating func changeTokens() {
    let index = token()
    guard let index else { return changeBytes() }
    switch random.below(12) {
    case 0, 1: changeBytes()
    case 2: replace(index, with: token())
    case 3: replaceValue(index)
    case 4, 5: replaceNumber()
    case 6, 7: changeMember(isDeleted: random.below(2) == 0)
    case 8: wrap(index)
    case 9, 10: replaceString()
    default: removeValue(index)
    }
  }

  /// A token: of the stages more often than they are many.
  private mutating func token(_ kind: Lexer.Kind? = nil) -> Int? {
    let isAnywhere = random.below(4) == 0
    let count = isAnywhere ? lexer.tokens.count : lexer.stages.count
    guard count > 0 else { return nil }
    let start = random.below(count)
    for step in 0..<count {
      let place = (start + step) % count
      let index = isAnywhere ? place : lexer.stages[place]
      if kind == nil || lexer.tokens[index].kind == kind { return index }
    }
    return nil
  }

  private func range(_ first: Int, _ last: Int) -> Range<Int> {
    lexer.tokens[first].range.lowerBound..<lexer.tokens[last].range.upperBound
  }

  private mutating func replace(_ index: Int, with other: Int?) {
    guard let other else { return }
    bytes.replaceSubrange(lexer.tokens[index].range, with: original[lexer.tokens[other].range])
  }

  /// A value in the place of another: a normalizer where the decoder was, say.
  private mutating func replaceValue(_ index: Int) {
    guard let other = token(random.below(2) == 0 ? .opening : nil) else { return }
    let value = original[range(other, lexer.valueEnd(other))]
    guard value.count < 1 << 20 else { return }
    bytes.replaceSubrange(range(index, lexer.valueEnd(index)), with: value)
  }

  private mutating func removeValue(_ index: Int) {
    bytes.removeSubrange(range(index, lexer.valueEnd(index)))
  }

  private mutating func replaceNumber() {
    guard let index = token(.number) else { return }
    bytes.replaceSubrange(
      lexer.tokens[index].range, with: Array(random.choice(of: Self.numbers).utf8))
  }

  private mutating func replaceString() {
    guard let index = token(.string) else { return }
    var text = Array("\"\(random.choice(of: Self.strings))\"".utf8)
    if random.below(40) == 0 {
      text = [0x22] + [UInt8](repeating: 0x61, count: 1 << random.below(20)) + [0x22]
    }
    bytes.replaceSubrange(lexer.tokens[index].range, with: text)
  }

  /// A member of an object goes, or stands there twice.
  private mutating func changeMember(isDeleted: Bool) {
    guard let colon = token(.colon), colon > 0, colon + 1 < lexer.tokens.count else { return }
    let last = lexer.valueEnd(colon + 1)
    let member = range(colon - 1, last)
    guard isDeleted else {
      guard member.count < 1 << 20 else { return }
      bytes.insert(contentsOf: original[member] + [UInt8(ascii: ",")], at: member.lowerBound)
      return
    }
    let hasComma = last + 1 < lexer.tokens.count && lexer.tokens[last + 1].kind == .comma
    bytes.removeSubrange(hasComma ? range(colon - 1, last + 1) : member)
  }

  /// A value becomes the inmost of many.
  private mutating func wrap(_ index: Int) {
    let (before, after) = random.choice(of: Self.wrappers)
    let levels = random.choice(of: [1, 2, 20, 40, 60, 63, 126, 127, 128, 5000])
    let value = range(index, lexer.valueEnd(index))
    guard value.count < 1 << 20 else { return }
    let opening = Array(String(repeating: before, count: levels).utf8)
    let closing = Array(String(repeating: after, count: levels).utf8)
    bytes.replaceSubrange(value, with: opening + original[value] + closing)
  }

  private static let wrappers = [
    ("[", "]"), ("{\"a\":", "}"), (#"{"type":"Sequence","normalizers":["#, "]}"),
    (#"{"type":"Sequence","pretokenizers":["#, "]}"), (#"{"type":"Sequence","decoders":["#, "]}"),
    (#"{"type":"Sequence","processors":["#, "]}"),
  ]

  private static let numbers = [
    "0", "-0", "1", "-1", "2", "255", "65536", "16777215", "16777216", "2147483647", "2147483648",
    "4294967294", "4294967295", "4294967296", "-2147483649", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "18446744073709551615", "18446744073709551616",
    "1.0", "0.5", "1e3", "1e308", "1e-400", "-1e308", "1e999", "NaN", "00", "1000000", "33554432",
  ]

  private static let strings = [
    "", "a", " ", "▁", "Ġ", "é", "e\u{301}", #"\u0000"#, #"\ud83d\ude42"#, #"\ud800"#, "\u{FFFD}",
    "<0x00>", "<0xFF>", "<0xGG>", "a b", "a b c", "##", "</w>", "BPE", "WordPiece", "WordLevel",
    "Unigram", "Sequence", "ByteLevel", "Metaspace", "Split", "Replace", "Prepend", "Strip", "Fuse",
    "CTC", "ByteFallback", "TemplateProcessing", "RobertaProcessing", "BertNormalizer",
    "Precompiled", "NFKC", "Whitespace", "UnicodeScripts", "Digits", "always", "never", "first",
    "Isolated", "Removed", "MergedWithNext", "Contiguous", "LongestFirst", "OnlySecond", "Left",
    "Right", "BatchLongest", "Fixed", "[UNK]", "<unk>", #"\\s+(?!\\S)"#, "(a+)+$", "(a|a)*b",
    "x+x*x*x*!", "(?:)", "^", #"\\p{L}"#, "(", "[", "a{1,1000}", #"(?<=a*)b"#, "AAAA", "=",
    "AAAAAA==", "//////8=", "1.0", "2.0",
  ]
}

/// SplitMix64.
struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }

  mutating func choice<Element>(of elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}
