import Testing

@testable import PureTokenizers

/// Optimized tokenizers give the encodings of the plain stages, in everything that is in one.
@Suite struct ChunkPlacesTests {
  @Test("optimized and plain stages give the same encodings", arguments: Golden.small)
  func sameEncodings(_ name: String) throws {
    let json = try #require(Golden.locate(name))
    let plain = try Tokenizer(json: json, optimizations: [])
    let optimized = try Tokenizer(json: json)
    for text in FusedChunksTests.randomTexts + FusedChunksTests.corpora {
      expectSame(plain, optimized, .text(text), comment: "\(text.prefix(200).debugDescription)")
    }
    // What has been seen by now is found in caches.
    for text in FusedChunksTests.randomTexts.prefix(200) {
      expectSame(plain, optimized, .text(text), comment: "\(text.prefix(200).debugDescription)")
    }
  }

  @Test("they are the same with added tokens, pairs, words and options", arguments: Golden.small)
  func sameWithOptions(_ name: String) throws {
    let json = try #require(Golden.locate(name))
    let plain = try Tokenizer(json: json, optimizations: [])
    let optimized = try Tokenizer(json: json)
    let added = plain.addedTokens.map { String(decoding: $0.token.content, as: UTF8.self) } + [" "]
    for seed in 0..<300 {
      var random = SeededGenerator(seed: UInt64(seed))
      let texts = (0..<4).map { _ in
        (0..<Int.random(in: 0...9, using: &random)).map { _ in
          (Bool.random(using: &random) ? added : FusedChunksTests.parts)
            .randomElement(using: &random) ?? ""
        }
      }
      let input: EncodeInput = seed % 3 == 0 ? .words(texts[0]) : .text(texts[0].joined())
      let second: EncodeInput = seed % 3 == 0 ? .words(texts[1]) : .text(texts[1].joined())
      let pair = seed % 2 == 0 ? nil : second
      var options = EncodeOptions(addSpecialTokens: seed % 4 > 0)
      if seed % 5 == 0 {
        options.truncation = .to(Truncation(maxLength: 3 + seed % 11, stride: seed % 3))
      }
      if seed % 7 == 0 { options.padding = .to(Padding(strategy: .fixed(12))) }
      options.recognizesSpecialTokens = seed % 11 > 0
      // In one tokenizer ids come first, so that chunks are known without places.
      if seed % 2 == 0 { _ = try? optimized.ids(of: texts[2].joined()) }
      expectSame(plain, optimized, input, pair: pair, options, comment: "seed \(seed)")
      let text = texts[2].joined()
      expectSame(plain, optimized, .text(text), comment: "seed \(seed), \(text.debugDescription)")
      let found = Result { try optimized.ids(of: text) }
      #expect("\(found)" == "\(Result { try plain.ids(of: text) })", "seed \(seed)")
    }
  }

  private func expectSame(
    _ plain: Tokenizer, _ optimized: Tokenizer, _ input: EncodeInput, pair: EncodeInput? = nil,
    _ options: EncodeOptions = EncodeOptions(), comment: @autoclosure () -> String
  ) {
    let expected = Result { try plain.encode(input, pair: pair, options: options) }
    let found = Result { try optimized.encode(input, pair: pair, options: options) }
    guard case .success(let left) = expected, case .success(let right) = found else {
      let comment = comment()
      #expect("\(expected)" == "\(found)", "\(comment)")
      return
    }
    let isSame =
      left == right && left.tokenBytes == right.tokenBytes
      && OffsetUnit.allCases.allSatisfy { left.offsets(in: $0) == right.offsets(in: $0) }
      && left.wordIDs == right.wordIDs && left.typeIDs == right.typeIDs
    if !isSame {
      Issue.record("\(comment()): \(right) and not \(left), words \(right.wordIDs) \(left.wordIDs)")
    }
  }
}
