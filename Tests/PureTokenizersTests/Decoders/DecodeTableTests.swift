import Foundation
import GoldenFiles
import Testing

@testable import PureTokenizers

@Suite struct DecodeTableTests {
  @Test("decoding by table gives the text of the plain decoder", arguments: Golden.small)
  func sameTexts(_ name: String) throws {
    let (_, tokenizer) = try #require(try Golden.files(of: name))
    let pipeline = tokenizer.pipeline
    guard let table = DecodeTable(pipeline) else { return }
    var generator = SeededGenerator(seed: 3)
    for round in 0..<400 {
      let ids = Self.ids(of: pipeline, &generator)
      let skips = round % 2 == 0
      let expected = Result { () throws(TokenizerError) in
        try pipeline.decode(ids, skipsSpecialTokens: skips)
      }
      let found = Result { () throws(TokenizerError) in
        try table.text(of: ids, skipsSpecialTokens: skips, pipeline.tokenBytes)
      }
      #expect(found == expected, "\(name): \(ids)")
    }
  }

  /// Ids of all kinds: of the model, of added tokens, and of none; often the same one again.
  private static func ids(
    of pipeline: Pipeline, _ generator: inout SeededGenerator
  ) -> [TokenID] {
    let count = pipeline.model.vocabulary.count
    let added = pipeline.addedTokens.entries.map(\.id)
    return (0..<Int.random(in: 0...30, using: &generator)).map { _ in
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: added.randomElement(using: &generator) ?? 0
      case 1: TokenID(count + Int.random(in: 0...3, using: &generator))
      case 2...4: TokenID(Int.random(in: 0..<min(count, 300), using: &generator))
      default: TokenID(Int.random(in: 0..<count, using: &generator))
      }
    }
  }

  @Test("most of the small tokenizers have a table")
  func tablesAreMade() throws {
    let made = try Golden.small.filter { name in
      try Golden.files(of: name).flatMap { DecodeTable($0.1.pipeline) } != nil
    }
    #expect(made.count * 2 > Golden.small.count)
  }

  @Test("a tokenizer makes its table once much has been decoded, and the text stays the same")
  func tablesComeWithUse() throws {
    let json = """
      {"decoder": {"type": "ByteFallback"},
       "model": {"type": "WordLevel", "vocab": {"a": 0, "<0xC3>": 1, "<0xA9>": 2}, "unk_token": "a"}}
      """
    let tokenizer = try Tokenizer(json: Array(json.utf8))
    for _ in 0..<3 {
      #expect(try tokenizer.decode([0, 1, 2, 0, 2]) == "aéa\u{FFFD}")
    }
    #expect(tokenizer.decodeTables.table(of: tokenizer.pipeline, decoding: 0) != nil)
  }
}
