import Foundation

@testable import PureTokenizers

/// The ids of a text, or that it has none.
enum StreamResult: Equatable {
  case ids([TokenID])
  case error

  init(_ body: () throws -> [TokenID]) {
    do { self = .ids(try body()) } catch { self = .error }
  }
}

extension Tokenizer {
  /// The ids that a stream gives for a text that is cut at some places, which ascend.
  func streamedIDs(of text: [UInt8], cuts: [Int]) throws(TokenizerError) -> [TokenID] {
    var stream = try makeEncodeStream()
    var ids: [TokenID] = []
    var place = 0
    for cut in cuts + [text.count] {
      ids += try stream.append(text[place..<cut])
      place = cut
    }
    return try ids + stream.finish()
  }

  /// The ids of the whole.
  func untruncatedIDs(of text: [UInt8]) throws(TokenizerError) -> [TokenID] {
    try encode(
      .utf8(text), options: EncodeOptions(truncation: .disabled, padding: .disabled)
    ).ids
  }
}

/// Texts of what stages treat differently than other text, and of a tokenizer's added tokens.
struct StreamTexts {
  private static let parts = [
    "a", "the", "Hello", " world", "'s", "I'll", "''", "``", " ", "  ", "   ", "\n", "\r\n", "\r",
    "\t", "1", "23", "4567", "½", "!", "?!", ".", ",", "-", "_", "//", "(", ")", ">", "=", "≮",
    "<\u{338}", "é", "e\u{301}", "\u{301}", " \u{301}", "\u{600} ", "\u{200D}", "\u{200B}",
    "\u{AD}", "漢字", "中", "。", "，", "ひらがな", "カー", "\u{A0}", "\u{3000}", "\u{85}", "\u{2028}",
    "\u{2581}", " \u{2581}", "\u{A8}", " \u{FF9E}", "กำ", "\u{0}", "🙂", "👩‍🚀", "ﬁ", "İ", "가",
    "\u{1161}", " \u{903}", "नमस्ते", "مرحبا", "Привет", " мир", "①", "<unk>", "<s>", "[MASK]",
    "<mask>", "<0x0A>", "\n\n", "unbelievable",
  ]

  private(set) var texts: [[UInt8]] = []

  init(_ tokenizer: Tokenizer, seed: UInt64, count: Int, length: Int) {
    var random = SeededGenerator(seed: seed)
    let added = tokenizer.addedTokens.map(\.token.content)
    for _ in 0..<count {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 2...length, using: &random) {
        let choice = Int.random(in: 0..<8, using: &random)
        if choice == 0, let token = added.randomElement(using: &random) {
          text += token
        } else if choice == 1 {
          text += " word ".utf8
        } else {
          text += (Self.parts.randomElement(using: &random) ?? "").utf8
        }
      }
      texts.append(text)
    }
  }

  /// The beginnings of the committed corpora.
  static let corpora: [[UInt8]] = {
    let folder = "\(Golden.fixtures)/corpora"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map {
        Array(String(decoding: $0.prefix(800), as: UTF8.self).utf8)
      }
    }
  }()

  /// Places that cut a text of `count` bytes in pieces of at most `largest`.
  static func cuts(
    _ count: Int, largest: Int, using random: inout SeededGenerator
  ) -> [Int] {
    var cuts: [Int] = []
    var place = 0
    while place < count {
      cuts.append(place)
      place += Int.random(in: 1...largest, using: &random)
    }
    return cuts
  }
}
