import Foundation
import Testing

@testable import PureTokenizers

/// Added tokens that are looked for in normalized text, which the fast ways do not make.
@Suite("Normalized added tokens")
struct NormalizedTokenTests {
  private static let names = [
    "wordpiece", "wordpiece-truncating", "bpe-gemma", "bpe-sentencepiece", "bpe-metaspace",
    "unigram-precompiled", "unigram-normalizers", "bytelevel-normalizer",
  ]
  private static let contents = [
    "Foo", "foo bar", " bar", "▁baz", "É", "e\u{301}x", "ſ", "ﬁ", "中b", "q\t", "\r\n", "##a", "a▁",
    "Straße", "…", "x  y", "½",
  ]
  /// What texts are made of: what may become a token, nearly does, or does not.
  private static let parts: [Character] = [
    " ", " ", "a", "b", "\n", "\t", "\r\n", "▁", "é", "É", "中", "q", "x", "y", "½", "…", "ﬁ", "ſ",
    "\r",
  ]

  /// The file of a small tokenizer with more tokens, whose flags `generator` chooses.
  private static func file(
    _ path: String, using generator: inout SeededGenerator
  ) throws -> [UInt8] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    var file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var tokens = file["added_tokens"] as? [[String: Any]] ?? []
    for content in contents where Int.random(in: 0..<4, using: &generator) > 0 {
      func flag() -> Bool { Int.random(in: 0..<4, using: &generator) == 0 }
      tokens.append([
        "id": 1_000_000 + tokens.count, "content": content, "special": flag(),
        "single_word": flag(), "lstrip": flag(), "rstrip": flag(), "normalized": !flag(),
      ])
    }
    file["added_tokens"] = tokens
    return Array(try JSONSerialization.data(withJSONObject: file))
  }

  @Test("the fast ways find them as the plain stages do", arguments: names, 0..<6)
  func againstPlainStages(name: String, seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let small = try #require(SmallTokenizer.all.first { $0.testDescription == name })
    let path = small.path.hasSuffix(".json") ? small.path : small.path + "/tokenizer.json"
    let file = try Self.file(path, using: &generator)
    let plain = try Tokenizer(json: file, optimizations: [])
    let fast = try Tokenizer(json: file)
    for _ in 0..<150 {
      var text = randomText(
        Self.parts, count: Int.random(in: 0...12, using: &generator), using: &generator)
      if Bool.random(using: &generator) {
        text += try #require(Self.contents.randomElement(using: &generator))
        text += randomText(Self.parts, count: 2, using: &generator)
      }
      for recognizes in [true, false] {
        let options = EncodeOptions(recognizesSpecialTokens: recognizes)
        let expected = Result { try plain.encode(.text(text), options: options) }
        let found = Result { try fast.encode(.text(text), options: options) }
        #expect((try? found.get().ids) == (try? expected.get().ids), "\(name), \(text)")
        #expect((try? found.get().tokens) == (try? expected.get().tokens), "\(name), \(text)")
        #expect((try? found.get().offsets) == (try? expected.get().offsets), "\(name), \(text)")
        #expect((try? found.get().wordIDs) == (try? expected.get().wordIDs), "\(name), \(text)")
        var ids: [TokenID] = []
        try? fast.appendIDs(of: .text(text), options: options, to: &ids)
        #expect(ids == (try? expected.get().ids) ?? [], "\(name), \(text)")
      }
    }
  }

  @Test("stages are fused all the same, with a detour for texts that have one")
  func detours() throws {
    var generator = SeededGenerator(seed: 3)
    for name in ["wordpiece", "bpe-gemma", "bpe-sentencepiece", "unigram-precompiled"] {
      let small = try #require(SmallTokenizer.all.first { $0.testDescription == name })
      let path = small.path.hasSuffix(".json") ? small.path : small.path + "/tokenizer.json"
      let tokenizer = try Tokenizer(json: Self.file(path, using: &generator))
      #expect(tokenizer.optimized.modelReadsText, "\(name)")
      #expect(tokenizer.optimized.detour != nil, "\(name)")
    }
  }
}
