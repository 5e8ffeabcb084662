import Foundation
import Testing

@testable import PureTokenizers

/// A tokenizer of Fixtures/tokenizers.
struct SmallTokenizer: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var path: String

  static let all: [SmallTokenizer] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("Fixtures/tokenizers").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { SmallTokenizer(testDescription: $0, path: "\(folder)/\($0)") }
  }()
}

@Suite("Segments")
struct SegmentTests {
  private static let texts = [
    "", "a", "Hello, how are you?", "  two  spaces ", "line\r\nline\n\n", "naïve e\u{301} ﬁne Ⅷ",
    "日本語のテキスト", "👩‍👩‍👧 emoji", "don't 12345 x_y", "\u{301}mark first", "I<3 [x] </p> <|>",
  ]

  @Test("text without special tokens has the ids of the joined text", arguments: SmallTokenizer.all)
  func joined(_ small: SmallTokenizer) throws {
    let tokenizer = try Tokenizer(contentsOf: small.path)
    guard !tokenizer.pipeline.addedTokens.normalizesSpecialTokens else { return }
    var generator = SeededGenerator(seed: 7)
    for first in Self.texts {
      for second in Self.texts {
        let text = first + second
        if Self.holdsSpecialToken(text, tokenizer) { continue }
        var segments: [TextSegment] = []
        var rest = Array(text.unicodeScalars)[...]
        while !rest.isEmpty {
          let part = rest.prefix(Int.random(in: 1...7, using: &generator))
          var string = String.UnicodeScalarView()
          string.append(contentsOf: part)
          let isTrusted = Bool.random(using: &generator)
          segments.append(isTrusted ? .trusted(String(string)) : .untrusted(String(string)))
          rest = rest.dropFirst(part.count)
        }
        let whole = try tokenizer.encode(text)
        let parts = try tokenizer.encode(segments)
        #expect(whole == parts, "\(segments)")
        #expect(try InjectionTests.ids(tokenizer, segments) == whole.ids)
      }
    }
  }

  private static func holdsSpecialToken(_ text: String, _ tokenizer: Tokenizer) -> Bool {
    tokenizer.addedTokens.contains {
      $0.token.isSpecial && text.contains(String(decoding: $0.token.content, as: UTF8.self))
    }
  }

  @Test(
    "special tokens are found in trusted segments, and in no others",
    arguments: SmallTokenizer.all)
  func specialTokens(_ small: SmallTokenizer) throws {
    let loaded = try Tokenizer(contentsOf: small.path)
    var pipeline = loaded.pipeline
    pipeline.postProcessor = nil
    let tokenizer = Tokenizer(pipeline: pipeline)
    let options = EncodeOptions()
    for entry in tokenizer.addedTokens where tokenizer.guardedTokens.contains(entry.id) {
      let token = String(decoding: entry.token.content, as: UTF8.self)
      let trusted = try tokenizer.encode([.trusted(token)], options: options)
      #expect(try trusted == tokenizer.encode(token))
      guard trusted.ids == [entry.id] else { continue }
      let mixed = try tokenizer.encode(
        [.trusted(token), .untrusted("x\(token)y \(token)"), .trusted(token)], options: options)
      #expect(mixed.ids.filter { $0 == entry.id }.count == 2, "\(token)")
      #expect(mixed.ids.first == entry.id && mixed.ids.last == entry.id, "\(token)")
      let ends = mixed.offsets.last
      #expect(ends?.upperBound == token.utf8.count * 4 + 3, "\(token)")
    }
  }

  @Test(
    "an untrusted segment alone is what a text is whose special tokens are not recognized",
    arguments: SmallTokenizer.all)
  func unrecognized(_ small: SmallTokenizer) throws {
    let tokenizer = try Tokenizer(contentsOf: small.path)
    let options = EncodeOptions(addSpecialTokens: false, recognizesSpecialTokens: false)
    for entry in tokenizer.addedTokens {
      let text = "a " + String(decoding: entry.token.content, as: UTF8.self) + "b"
      let expected = try tokenizer.encode(.text(text), options: options)
      guard !expected.ids.contains(where: tokenizer.guardedTokens.contains) else { continue }
      let found = try tokenizer.encode(
        [.untrusted(text)], options: EncodeOptions(addSpecialTokens: false))
      #expect(found == expected, "\(text)")
    }
  }

  @Test("trusted segments too are read without special tokens when a call says so")
  func option() throws {
    let tokenizer = try Attack.all[0].tokenizer
    let options = EncodeOptions(recognizesSpecialTokens: false)
    #expect(try !tokenizer.encode([.trusted("<|m|>")], options: options).ids.contains(1))
  }

  @Test("segments can be a pair, and can be cut off and filled up")
  func pairs() throws {
    let tokenizer = try Attack.all[0].tokenizer
    let encoding = try tokenizer.encode(
      .segments([.trusted("<|m|>"), .untrusted("<|m|>")]),
      pair: .segments([.untrusted("a"), .trusted("<|m|>")]),
      options: EncodeOptions(truncation: .to(8), padding: .to(length: 10)))
    #expect(encoding.count == 10)
    #expect(encoding.ids.filter { $0 == 1 }.count == 2)
  }
}
