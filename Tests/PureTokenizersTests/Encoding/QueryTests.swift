import Testing

@testable import PureTokenizers

@Suite("Questions to an encoding")
struct QueryTests {
  @Test("questions have Python's answers", arguments: TokenizerRow.all("queries.json"))
  func answers(_ row: TokenizerRow) throws {
    for example in row.cases {
      let input = try TokenizerRow.input(example.array("inputs")[0])
      let encoding = try row.tokenizer.encode(input.input, pair: input.pair)
      let tokens = 0..<encoding.count + 2
      #expect(
        try tokens.map { encoding.sequence(ofToken: $0) } == example.numbers("token_to_sequence"))
      #expect(try tokens.map { encoding.word(ofToken: $0) } == example.numbers("token_to_word"))
      #expect(
        try tokens.map { encoding.range(ofToken: $0, in: .scalars) }
          == example.ranges("token_to_chars"))
      for sequence in 0..<2 { try check(encoding, sequence, example) }
    }
  }

  private func check(_ encoding: Encoding, _ sequence: Int, _ example: JSON) throws {
    func answers(_ key: String) throws -> JSON { try example.array(key)[sequence] }
    #expect(
      try (0..<12).map { encoding.token(at: $0, in: .scalars, sequence: sequence) }
        == answers("char_to_token").numbers())
    #expect(
      try (0..<12).map { encoding.word(at: $0, in: .scalars, sequence: sequence) }
        == answers("char_to_word").numbers())
    #expect(
      try (0..<6).map { encoding.tokens(ofWord: $0, sequence: sequence) }
        == answers("word_to_tokens").ranges())
    #expect(
      try (0..<6).map { encoding.range(ofWord: $0, in: .scalars, sequence: sequence) }
        == answers("word_to_chars").ranges())
  }

  @Test("positions that hold nothing have no answer")
  func nothing() throws {
    let encoding = try letterTokenizer().encode("ab")
    for position in [-1, 2, Int.max, Int.min] {
      #expect(encoding.word(ofToken: position) == nil)
      #expect(encoding.range(ofToken: position) == nil)
      #expect(encoding.token(at: position) == nil)
      #expect(encoding.tokens(ofWord: position) == nil)
    }
    #expect(Encoding().token(at: 0) == nil)
  }
}

extension JSON {
  fileprivate func numbers(_ key: String) throws -> [Int?] { try required(key).numbers() }
  fileprivate func ranges(_ key: String) throws -> [Range<Int>?] { try required(key).ranges() }

  fileprivate func numbers() throws -> [Int?] {
    try arrayValue().map { $0.isNull ? nil : try $0.integerValue(in: 0...Int.max) }
  }

  fileprivate func ranges() throws -> [Range<Int>?] {
    try arrayValue().map { value in
      guard !value.isNull else { return nil }
      let ends = try value.numbers().compactMap { $0 }
      return ends[0]..<ends[1]
    }
  }
}
