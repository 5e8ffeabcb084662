import Testing

@testable import PureTokenizers

/// Every scanner cuts as its regular expression does, wherever a word lies in a block of bytes.
@Suite struct WordScannerTests {
  private static let parts: [String] = [
    "a", "b", "Z", "s", "t", "re", "ve", "m", "ll", "d", "'", "'s", "'S", "'RE", "'ll", "'ſ",
    "don't", " ", "  ", "   ", "\n", "\r\n", "\t", "1", "23", "4567", "!", "?!", ".", "é", "ß",
    "中", "文", "漢字", "\u{301}", "\u{A0}", "\u{2003}", "\u{3000}", "\u{1680}", "\u{85}", "𝒜", "🙂",
    "👩‍🚀", "½", "Ⅷ", "٣", "Ab", "aB", "ABC", "Hello", "world", " the", "/", "//", "\n\n", " \n",
    "\n ", "-", "_", "ʰ", "ª", "ǅ", "Ω", "ñ", "\u{FE0F}", "❤\u{FE0F}", "〇", "⼀", "々", "'Ve",
    "LL'S", "/\n", "क", "\u{94D}", "\u{903}", "²", "，", "。", "...", "12345", "A", "BC", "xY",
    "字A", "ʰB", "'D", "¹", "$", "+", "‐", "ー", "ｶ", "\u{11DE0}", "\u{2003}1", "\u{200D}", "\u{7}",
    "'aé", "\u{200C}", "\u{E000}", ".x", "中1", " 中", "\u{A0}字", " 1", "  \u{11DE3}", "・", "は・",
    "゛", "かな",
  ]

  @Test(
    "a scanner cuts as its expression does",
    arguments: ByteLevelGrammar.Known.all.indices)
  func scannerMatchesExpression(index: Int) throws {
    let known = ByteLevelGrammar.Known.all[index]
    let pattern = try RegexPattern(known.source)
    let grammar = try #require(known.grammar(WordAutomaton(known.source)))
    for seed in 0..<1500 {
      let text = Self.text(seed: UInt64(seed))
      var matches: [Range<Int>] = []
      try pattern.appendMatches(in: text, range: 0..<text.count, to: &matches)
      #expect(
        Self.starts(grammar, text) == matches.map(\.lowerBound),
        "\(index), seed \(seed): \(String(decoding: text, as: UTF8.self).debugDescription)")
    }
  }

  /// Up to sixty parts behind up to seventy letters, so that every place in a block is met.
  static func text(seed: UInt64) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    let isNarrow = Bool.random(using: &random)
    let first = Int.random(in: 0..<parts.count, using: &random)
    var text = [UInt8](repeating: 0x61, count: Int(seed % 71))
    for _ in 0..<Int.random(in: 1...60, using: &random) {
      let part = Int.random(in: 0..<(isNarrow ? 5 : parts.count), using: &random)
      text += parts[(isNarrow ? first + part : part) % parts.count].utf8
    }
    return text
  }

  static func starts(_ grammar: ByteLevelGrammar, _ text: [UInt8]) -> [Int] {
    switch grammar {
    case .gpt2(let separatesNumbers):
      starts(GPT2Grammar(separatesNumbers: separatesNumbers), text)
    case .cl100k(let numbers, let marks):
      starts(CL100KGrammar(largestNumberGroup: numbers, marksAreLetters: marks), text)
    case .cased(let grammar): starts(grammar, text)
    case .deepSeek(let grammar): starts(grammar, text)
    case .stages(let stages): starts(stages, text)
    }
  }

  private static func starts(_ cutter: some WordCutter, _ text: [UInt8]) -> [Int] {
    unsafe text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return [] }
      // SAFETY: the text outlives the scanner, and the buffer has the room that `scan` asks for.
      var scanner = unsafe cutter.words(of: base, count: text.count)
      var found: [Int] = []
      var starts = [UInt32](repeating: 0, count: 2048 + 8)
      while !scanner.isAtEnd {
        let count = unsafe starts.withUnsafeMutableBufferPointer { buffer in
          unsafe buffer.baseAddress.map { unsafe scanner.scan(into: $0) } ?? 0
        }
        found += starts[..<count].map(Int.init)
      }
      return found
    }
  }
}
