import Foundation
import Testing

@testable import PureTokenizers

/// Byte-level vocabularies without some of the bytes, against the plain stages.
@Suite("Bytes that are no tokens")
struct VanishedBytesTests {
  private static let characters: [Character] = [
    "a", "b", " ", "\n", "é", "漢", "字", "😀", "\u{40000}", "\u{301}", "!", "7",
  ]
  /// What no UTF-8 has: vocabularies made from text alone lack them.
  private static let impossible: Set<UInt8> = Set([0xC0, 0xC1] + Array(0xF5...0xFF))

  /// A file with tokens for all bytes but `missing`, and some merges of the others.
  private static func file(
    without missing: Set<UInt8>, using generator: inout SeededGenerator
  ) throws -> [UInt8] {
    let bytes = (0...255).map { String(Character(byte: UInt8($0))) }
    var tokens = (0...255).filter { !missing.contains(UInt8($0)) }.map { bytes[$0] }
    let usual = Set(characters.flatMap { String($0).utf8 }).subtracting(missing).sorted()
    var parts = usual.map { bytes[Int($0)] }
    var merges: [[String]] = []
    for _ in 0..<60 {
      let left = try #require(parts.randomElement(using: &generator))
      let right = try #require(parts.randomElement(using: &generator))
      guard !tokens.contains(left + right) else { continue }
      tokens.append(left + right)
      parts.append(left + right)
      merges.append([left, right])
    }
    let ids = Dictionary(uniqueKeysWithValues: zip(tokens, 0...))
    let byteLevel: [String: Any] = [
      "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": true,
    ]
    let file: [String: Any] = [
      "model": ["type": "BPE", "vocab": ids, "merges": merges], "added_tokens": [],
      "pre_tokenizer": byteLevel, "decoder": byteLevel,
    ]
    return Array(try JSONSerialization.data(withJSONObject: file))
  }

  @Test("one pass gives what the plain stages give", arguments: 0..<24)
  func againstPlainStages(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let lacking: Set<UInt8> = [0xF1, 0xE6, 0x0A, 0xCC, 0x62]
    let missing = Self.impossible.union(
      seed % 3 == 0 ? [] : lacking.filter { _ in Bool.random(using: &generator) })
    let file = try Self.file(without: missing, using: &generator)
    let plain = try Tokenizer(json: file, optimizations: [])
    let fused = try Tokenizer(json: file)
    // The shortcuts are made after some hundred words.
    for _ in 0..<300 {
      let text = randomText(
        Self.characters, count: Int.random(in: 0...30, using: &generator), using: &generator)
      let expected = try plain.encode(text)
      let found = try fused.encode(text)
      #expect(found.ids == expected.ids, "seed \(seed), \(text)")
      #expect(found.offsets == expected.offsets, "seed \(seed), \(text)")
      #expect(found.wordIDs == expected.wordIDs, "seed \(seed), \(text)")
      #expect(try fused.ids(of: text) == expected.ids, "seed \(seed), \(text)")
    }
  }

  @Test("the bytes that no text has need no token")
  func impossibleBytes() throws {
    var generator = SeededGenerator(seed: 1)
    let file = try Self.file(without: Self.impossible, using: &generator)
    let tokenizer = try Tokenizer(json: file)
    let fused = try #require(tokenizer.optimized.model as? FusedByteLevel)
    #expect(!fused.bytesMayVanish)
  }

  @Test("a normalizer that writes what is no UTF-8 ends in no trap")
  func notUTF8() throws {
    var generator = SeededGenerator(seed: 1)
    let file = try Self.file(without: Self.impossible, using: &generator)
    let tokenizer = try Tokenizer(json: file)
    var encoder = tokenizer.optimized.model.makeEncoder()
    for count in [2, 40, 300] {
      var text = TextBuffer(tracksOrigins: false)
      text.append(
        contentsOf: [UInt8](repeating: 0xFF, count: count), from: Origin(start: 0, end: 0))
      var tokens = TokenBuffer(tracksSpans: false)
      try encoder.encode(Pieces(text), into: &tokens)
      #expect(!tokens.ids.isEmpty)
    }
  }
}

extension Character {
  /// The character that stands for a byte in byte-level tokenizers.
  fileprivate init(byte: UInt8) {
    self = Unicode.Scalar(ByteAlphabet.scalar(for: byte)).map { Character($0) } ?? "?"
  }
}
