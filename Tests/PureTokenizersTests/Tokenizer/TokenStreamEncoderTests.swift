import Foundation
import GoldenFiles
import Testing

@testable import PureTokenizers

@Suite("Encoding streams")
struct TokenStreamEncoderTests {
  @Test("a text cut in two anywhere has the ids of the whole", arguments: Golden.small)
  func cutsInTwo(_ name: String) throws {
    let tokenizer = try Tokenizer(json: #require(Golden.locate(name)))
    for text in StreamTexts(tokenizer, seed: 1, count: 5, length: 10).texts {
      let whole = StreamResult { try tokenizer.untruncatedIDs(of: text) }
      for cut in 0...text.count {
        #expect(
          StreamResult { try tokenizer.streamedIDs(of: text, cuts: [cut]) } == whole,
          "\(name), cut at \(cut): \(String(decoding: text, as: UTF8.self).debugDescription)")
      }
    }
  }

  @Test("a text cut in many pieces has the ids of the whole", arguments: Golden.small + Golden.real)
  func cutsInPieces(_ name: String) throws {
    guard let json = Golden.locate(name) else { return }
    let tokenizer = try Tokenizer(json: json)
    var random = SeededGenerator(seed: 7)
    let texts =
      StreamTexts(tokenizer, seed: 2, count: 6, length: 40).texts + StreamTexts.corpora
    for text in texts {
      let whole = StreamResult { try tokenizer.untruncatedIDs(of: text) }
      for largest in [1, 3, 30, 400] {
        let cuts = StreamTexts.cuts(text.count, largest: largest, using: &random)
        #expect(
          StreamResult { try tokenizer.streamedIDs(of: text, cuts: cuts) } == whole,
          "\(name), pieces of \(largest): \(String(decoding: text, as: UTF8.self).prefix(300))")
      }
    }
  }

  /// Positions that count, expressions that look back, and a template that repeats the text.
  static let wholeTexts: Set = [
    "bpe-fixed-length", "bpe-split-merged-next", "wordlevel-whitespace",
  ]

  /// Every space is an added token, and so touches one.
  static let tokensEverywhere = "bytelevel-added-tokens"

  @Test("ids come out before the end", arguments: Golden.small)
  func comesOutEarly(_ name: String) throws {
    let tokenizer = try Tokenizer(json: #require(Golden.locate(name)))
    var stream = try tokenizer.makeEncodeStream()
    #expect(stream.isIncremental != Self.wholeTexts.contains(name))
    guard name != Self.tokensEverywhere else { return }
    var early = 0
    for _ in 0..<20 { early += try stream.append("the other words, of it. ").count }
    let late = try stream.finish().count
    #expect(stream.isIncremental ? early > late : early == 0)
  }

  @Test("words come out as soon as the next begins")
  func latency() throws {
    let tokenizer = try Tokenizer(json: #require(Golden.locate("default")))
    var stream = try tokenizer.makeEncodeStream()
    #expect(try stream.append("Hello") == [])
    let first = try stream.append(" wor")
    #expect(first == (try tokenizer.ids(of: "Hello")))
    #expect(try stream.append("ld") == [])
    #expect(try first + stream.finish() == tokenizer.ids(of: "Hello world"))
  }

  @Test("a stream that is finished begins anew, and an empty text has special tokens only")
  func reuse() throws {
    let tokenizer = try Tokenizer(json: #require(Golden.locate("wordpiece")))
    var stream = try tokenizer.makeEncodeStream()
    for text in ["", "Hello there, you", "", "again and again"] {
      let ids = try stream.append(text) + stream.finish()
      #expect(ids == (try tokenizer.ids(of: text)))
    }
    var plain = try tokenizer.makeEncodeStream(options: EncodeOptions(addSpecialTokens: false))
    #expect(try plain.append("") + plain.finish() == [])
  }

  @Test("special tokens stay text when they are not to be recognized")
  func unrecognized() throws {
    let tokenizer = try Tokenizer(json: #require(Golden.locate("bytelevel-cl100k")))
    let options = EncodeOptions(recognizesSpecialTokens: false)
    let text = "one <|endoftext|> two" + tokenizer.addedTokens.map { $0.token.text }.joined()
    var expected: [TokenID] = []
    try tokenizer.appendIDs(of: .text(text), options: options, to: &expected)
    var stream = try tokenizer.makeEncodeStream(options: options)
    var ids: [TokenID] = []
    for byte in text.utf8 { ids += try stream.append(CollectionOfOne(byte)) }
    #expect(try ids + stream.finish() == expected)
  }

  @Test(
    "bytes that are not UTF-8 are found where they stand, however they are cut",
    arguments: [
      [0x61, 0xC3], [0x61, 0x20, 0x62, 0xFF, 0x62], [0xE2, 0x82], [0xE2, 0x28, 0xA1],
      [0x61, 0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x99, 0x82, 0xF0, 0x9F], [0x80], [0xC0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0x80], [0x61, 0xF0, 0x8F, 0xBF, 0xBF],
    ] as [[UInt8]])
  func invalid(_ bytes: [UInt8]) throws {
    let tokenizer = try Tokenizer(json: #require(Golden.locate("default")))
    let text = Array("some words before ".utf8) + bytes
    let expected = errorMessage { () throws(TokenizerError) in try EncodeInput.utf8(text) }
    for cut in 0...text.count {
      for cuts in [[cut], Array(cut..<text.count)] {
        let found = errorMessage { () throws(TokenizerError) in
          try tokenizer.streamedIDs(of: text, cuts: cuts)
        }
        #expect(found == expected)
      }
    }
  }

  @Test("an asynchronous sequence of pieces becomes one of ids")
  func asynchronous() async throws {
    let tokenizer = try Tokenizer(json: #require(Golden.locate("wordpiece")))
    let pieces = ["Hello th", "ere, how are", " you to", "day?"]
    let strings = AsyncStream<String> { stream in
      for piece in pieces { stream.yield(piece) }
      stream.finish()
    }
    var ids: [TokenID] = []
    for try await some in tokenizer.ids(of: strings) { ids += some }
    #expect(ids == (try tokenizer.ids(of: pieces.joined())))

    let bytes = AsyncStream<[UInt8]> { stream in
      for byte in pieces.joined().utf8 { stream.yield([byte]) }
      stream.finish()
    }
    ids = []
    for try await some in tokenizer.ids(of: bytes) { ids += some }
    #expect(ids == (try tokenizer.ids(of: pieces.joined())))
  }
}

extension AddedToken {
  fileprivate var text: String { String(decoding: content, as: UTF8.self) }
}
