import Testing

@testable import PureTokenizers

@Suite("Decoding streams")
struct TokenStreamDecoderTests {
  @Test("chunks are those of Python's DecodeStream", arguments: TokenizerRow.all("streams.json"))
  func chunks(_ row: TokenizerRow) throws {
    for example in row.cases {
      let ids = try example.array("ids").map { try $0.tokenIDValue() }
      let chunks = try example.array("chunks")
      var stream = row.tokenizer.makeDecodeStream(
        after: try example.array("prompt").map { try $0.tokenIDValue() },
        skipSpecialTokens: try example.bool("skip"))
      for (id, chunk) in zip(ids, chunks) {
        if chunk.kind == .bool {
          #expect(throws: TokenizerError.self) { try stream.append(id) }
          break
        }
        let expected = chunk.isNull ? nil : try chunk.stringValue()
        #expect(try stream.append(id).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
      }
    }
  }

  @Test("what is held back comes out at the end", arguments: TokenizerRow.all("streams.json"))
  func finish(_ row: TokenizerRow) throws {
    for example in row.cases {
      let ids = try example.array("ids").map { try $0.tokenIDValue() }
      let isSkipping = try example.bool("skip")
      var stream = row.tokenizer.makeDecodeStream(skipSpecialTokens: isSkipping)
      guard
        let parts = try? ids.compactMap({ (id) throws(TokenizerError) in try stream.append(id) }),
        let rest = try? stream.finish()
      else { continue }
      // Decoders that look at the first token of a text see another one in the middle of a stream.
      guard row.name == "ByteLevel" || row.name == "none" else { continue }
      let whole = try row.tokenizer.decode(ids, skipSpecialTokens: isSkipping)
      #expect(Array((parts.joined() + rest).utf8) == Array(whole.utf8))
    }
  }

  @Test("a stream that is finished begins anew")
  func reuse() throws {
    guard let row = TokenizerRow.all("streams.json").first(where: { $0.name == "ByteLevel" }) else {
      return
    }
    var stream = row.tokenizer.makeDecodeStream()
    #expect(try stream.append(14) == nil)
    #expect(try stream.finish() == "\u{FFFD}")
    #expect(try stream.finish() == "")
    #expect(try stream.append(contentsOf: [14, 15]) == "é")
    var unused = row.tokenizer.makeDecodeStream(after: [0, 1])
    #expect(try unused.finish() == "")
  }

  @Test("bytes that never become text cost the same each", arguments: ["ByteLevel", "Llama"])
  func brokenBytes(_ name: String) throws {
    guard let row = TokenizerRow.all("streams.json").first(where: { $0.name == name }) else {
      return
    }
    var stream = row.tokenizer.makeDecodeStream()
    let broken: TokenID = name == "ByteLevel" ? 15 : 21
    let count = 20_000
    for _ in 0..<count { #expect(try stream.append(broken) == nil) }
    let text = try stream.append(0) ?? ""
    #expect(Array(text.utf8) == Array((String(repeating: "\u{FFFD}", count: count) + "a").utf8))
  }
}
