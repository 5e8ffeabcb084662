import Testing

@testable import PureTokenizers

/// A row of Fixtures/stages/added_tokens.json: tokens, and what is found in texts.
struct AddedTokenRow: Sendable, CustomTestStringConvertible {
  var json: JSON
  var normalizer: (any Normalizer)?
  var vocabulary: Vocabulary
  var tokens: AddedTokens

  static let all: [AddedTokenRow] = {
    do { return try fixture("stages/added_tokens.json").arrayValue().map(AddedTokenRow.init) } catch
    {
      Issue.record("\(error)")
      return []
    }
  }()

  init(_ json: JSON) throws {
    self.json = json
    normalizer = try json.optionalBytes("normalizer").map {
      try StageLoader().normalizer(from: JSON($0))
    }
    vocabulary = Vocabulary(
      try json.object("vocabulary").members.map { ($0.key, try $0.value.tokenIDValue()) })
    tokens = try AddedTokens(
      json.array("tokens").map { try AddedToken(json: $0) }, vocabulary: vocabulary,
      normalizer: normalizer)
  }

  var testDescription: String { json.path }

  /// What becomes of `text`: the id and the scalar offsets of each piece. A piece that no token
  /// claims goes to the model, which knows it as a whole or not at all (0).
  func found(in text: [UInt8], recognizesSpecialTokens: Bool) throws -> [[Int]] {
    var pieces = Pieces(original: text)
    tokens.claim(&pieces, .verbatim, recognizesSpecialTokens: recognizesSpecialTokens)
    if let normalizer {
      try pieces.rewrite { text throws(TokenizerError) in try normalizer.normalize(&text) }
    }
    tokens.claim(&pieces, .normalized, recognizesSpecialTokens: recognizesSpecialTokens)
    let ids = pieces.elements.map {
      $0.token ?? vocabulary.id(of: pieces.text.bytes[$0.range]) ?? 0
    }
    return zip(ids, pieces.scalarOffsets(in: text)).map { [Int($0)] + $1 }
  }
}

@Suite("Added tokens")
struct AddedTokenTests {
  @Test("added tokens are found where Hugging Face finds them", arguments: AddedTokenRow.all)
  func answers(_ row: AddedTokenRow) throws {
    for answer in try row.json.array("answers").map(\.elements) {
      let text = try answer[0].bytesValue()
      let expected = try answer[2].arrayValue().map { try $0.integerValue(in: 0...Int(Int32.max)) }
      let found = try row.found(in: text, recognizesSpecialTokens: answer[1].boolValue())
      #expect(Array(found.joined()) == expected, "\(row): \(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test("added tokens have Hugging Face's ids and texts", arguments: AddedTokenRow.all)
  func identifiers(_ row: AddedTokenRow) throws {
    let ids = row.tokens.entries.map(\.id)
    let texts = ids.compactMap { row.tokens.content(of: $0) }
    #expect(ids == (try row.json.array("ids").map { try $0.tokenIDValue() }))
    #expect(texts == (try row.json.array("texts").map { try $0.bytesValue() }))
    let skipped = texts.map { !$0.isEmpty && row.tokens.isSkipped($0[...]) ? 1 : 0 }
    #expect(skipped == (try row.json.array("skipped").map { try $0.integerValue(in: 0...1) }))
    let size = try row.json.integer("size", in: 0...Int.max)
    #expect(row.vocabulary.count + row.tokens.countBeyondModel == size)
  }

  @Test("of two tokens that are normalized alike the one with the lower id is found")
  func equalWhenNormalized() throws {
    let tokens = try AddedTokens(
      [AddedToken("X"), AddedToken("x")], vocabulary: [:], normalizer: Lowercase())
    var pieces = Pieces(original: Array("x".utf8))
    tokens.claim(&pieces, .normalized)
    #expect(pieces.elements.map(\.token) == [0])
  }

  @Test("a token is saved as it was read")
  func saving() throws {
    let text =
      #"{"id":7,"content":"<m>\n","single_word":false,"lstrip":true,"rstrip":false,"#
      + #""normalized":true,"special":false}"#
    let token = try AddedToken(json: JSON(Array(text.utf8)))
    var writer = JSONWriter(style: .compact)
    token.write(to: &writer, id: 7)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
  }
}
