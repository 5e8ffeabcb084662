import Foundation
import Testing

@testable import PureTokenizers

/// Optimized tokenizers give the ids of the plain stages, and of all small tokenizers that fall
/// apart at spaces some are fused.
@Suite struct FusedChunksTests {
  /// What normalizers and pre-tokenizers treat differently beside a space than elsewhere.
  static let parts: [String] = [
    "a", "the", "Hello", " world", "'s", "''", "``", " ", "  ", "   ", "\n", "\r\n", "\r", "\t",
    "1", "23", "!", "?!", ".", ",", "-", "_", "//", "(", ")", ">", "é", "e\u{301}", "\u{301}",
    " \u{301}", "\u{600} ", "\u{200D}", " \u{200D}", "\u{200B}", "\u{AD}", "漢字", "中", "\u{A0}",
    "\u{3000}", "\u{85}", "\u{2028}", "\u{2581}", " \u{2581}", "\u{2581} ", "\u{37A}", "\u{A8}",
    " \u{FF9E}", "กำ", "\u{0}", "\u{7F}", "🙂", "👩‍🚀", "ﬁ", "İ", "ς", "가", "\u{1161}", " \u{903}",
    "\u{D4E} ", "ﷺ", "①", "<unk>", "<s>", "[MASK]", "<mask>", "<0x0A>", "unbelievable", "\n\n",
    "^^^^^", "....", "\u{6}", "\u{E}a", "\u{202E}", "\u{1C}",
    "\u{4E00}", "\u{4FFF}", "\u{4DFF}", "\u{4DBF}", " \n", "harbour", "x\u{345}", "𝒜",
  ]

  @Test("optimized and plain stages give the same ids", arguments: Golden.small)
  func sameIDs(_ name: String) throws {
    let json = try #require(Golden.locate(name))
    let plain = try Tokenizer(json: json, optimizations: [])
    let optimized = try Tokenizer(json: json)
    for text in Self.randomTexts + Self.corpora {
      let expected = Result { try plain.ids(of: text) }
      let found = Result { try optimized.ids(of: text) }
      #expect("\(found)" == "\(expected)", "\(text.prefix(200).debugDescription)")
    }
  }

  @Test("asking for offsets changes nothing in between")
  func alternatingCalls() throws {
    let tokenizer = try Tokenizer(json: #require(Golden.locate("wordpiece")))
    for text in Self.randomTexts.prefix(100) {
      let ids = try tokenizer.ids(of: text)
      #expect(try tokenizer.encode(text).ids == ids)
      #expect(try tokenizer.ids(of: text) == ids)
    }
  }

  @Test(
    "tokenizers that fall apart at spaces are fused",
    arguments: ["wordpiece", "bpe-suffix", "bpe-sentencepiece", "bpe-gemma"])
  func isFused(_ name: String) throws {
    let tokenizer = try Tokenizer(json: #require(Golden.locate(name)))
    #expect(tokenizer.optimized.modelReadsText && tokenizer.optimized.modelPlacesTokens)
  }

  static let randomTexts: [String] = (0..<400).map { seed in
    var random = SeededGenerator(seed: UInt64(seed))
    var text = String(repeating: "x", count: seed % 5 == 0 ? seed % 71 : 0)
    for _ in 0..<Int.random(in: 1...(seed % 3 == 0 ? 40 : 6), using: &random) {
      text += parts[Int.random(in: 0..<(seed % 2 == 0 ? parts.count : 30), using: &random)]
      if Int.random(in: 0..<3, using: &random) == 0 { text += " " }
    }
    return text
  }

  /// The beginnings of the committed corpora.
  static let corpora: [String] = {
    let folder = "\(Golden.fixtures)/corpora"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map {
        String(decoding: $0.prefix(6000), as: UTF8.self)
      }
    }
  }()
}
