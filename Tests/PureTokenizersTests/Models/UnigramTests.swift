import Testing

@testable import PureTokenizers

@Suite("Unigram")
struct UnigramTests {
  private static func model(
    _ tokens: [(String, Double)], unknown: TokenID? = nil, bytes: Bool = false
  ) throws(TokenizerError) -> Unigram {
    try Unigram(
      tokens.map { (Array($0.0.utf8), $0.1) }, unknownToken: unknown, fallsBackToBytes: bytes)
  }

  /// The greatest score of all ways to cut `text` into tokens.
  private func bestScore(_ text: Substring, _ scores: [String: Double]) -> Double? {
    if text.isEmpty { return 0 }
    let ways = text.indices.compactMap { index -> Double? in
      guard let score = scores[String(text[...index])] else { return nil }
      return bestScore(text[text.index(after: index)...], scores).map { $0 + score }
    }
    return ways.max()
  }

  @Test("the tokens have the greatest score of all ways to cut the text", arguments: 0..<30)
  func exhaustive(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var scores: [String: Double] = [:]
    for character in ["a", "b", "漢"] {
      scores[character] = -Double.random(in: 1...9, using: &generator)
    }
    for _ in 0..<12 {
      let length = Int.random(in: 2...4, using: &generator)
      let token = randomText(["a", "b", "漢"], count: length, using: &generator)
      scores[token] = -Double.random(in: 1...12, using: &generator)
    }
    let list = scores.sorted { $0.key < $1.key }
    let model = try Self.model(list.map { ($0.key, $0.value) })
    var encoder = model.makeEncoder()
    for count in 1...10 {
      let text = randomText(["a", "b", "漢"], count: count, using: &generator)
      for _ in 0..<2 {
        let found = try ids(text, &encoder)
        let score = found.reduce(0) { $0 + list[Int($1)].value }
        let best = try #require(bestScore(text[...], scores))
        #expect(abs(score - best) < 1e-9, "seed \(seed), \(text)")
        #expect(found.map { list[Int($0)].key }.joined() == text)
      }
    }
  }

  // The rows below were made by Hugging Face's library.

  @Test("a tie goes to the longest last token")
  func ties() throws {
    let model = try Self.model([("a", -1), ("b", -1), ("c", -1), ("ab", -2), ("bc", -2)])
    #expect(try tokens("abc", model) == ["0@0..<1", "4@1..<3"])
  }

  @Test("neighbouring unknown characters are one token, whose text they are")
  func unknown() throws {
    let model = try Self.model([("<unk>", 0), ("a", -1)], unknown: 0)
    #expect(try tokens("axya", model) == ["1@0..<1", "0@1..<3=", "1@3..<4"])
    #expect(try tokens("a<unk>xa", model) == ["1@0..<1", "0@1..<7=", "1@7..<8"])
    #expect(try tokens("a<unk>a", model) == ["1@0..<1", "0@1..<6", "1@6..<7"])
  }

  @Test("each byte of an unknown run stands for the whole run")
  func byteFallback() throws {
    let tokens: [(String, Double)] = [
      ("<unk>", 0), ("a", -1), ("<0xC3>", -9), ("<0xA9>", -9), ("<0xA8>", -9),
    ]
    let model = try Self.model(tokens, unknown: 0, bytes: true)
    #expect(
      try PureTokenizersTests.tokens("aéèa", model) == [
        "1@0..<1", "2@1..<5", "3@1..<5", "2@1..<5", "4@1..<5", "1@5..<6",
      ])
    #expect(try PureTokenizersTests.tokens("aêa", model) == ["1@0..<1", "0@1..<3=", "1@3..<4"])
  }

  @Test("a piece that is listed twice has the later id and score")
  func duplicates() throws {
    let model = try Self.model([("a", -9), ("b", -1), ("ab", -5), ("a", -1)])
    #expect(try tokens("ab", model) == ["3@0..<1", "1@1..<2"])
  }

  @Test("an unknown character without an unknown token is an error, with byte fallback too")
  func missingUnknown() throws {
    let model = try Self.model([("a", -1), ("<0x62>", -1)], bytes: true)
    #expect(try tokens("a", model) == ["0@0..<1"])
    #expect(
      errorMessage { () throws(TokenizerError) in try tokens("b", model) }
        == "Unigram: Encountered an unknown token but `unk_id` is missing")
  }

  @Test("what is read is written again")
  func saving() throws {
    let json = #"{"unk_id":0,"vocab":[["<unk>",0.0],["a",-1.5]],"byte_fallback":false}"#
    #expect(saved(try load(Unigram.self, json)) == json)
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      (#"{"unk_id":0}"#, "model.vocab: required, but not present"),
      (
        #"{"vocab":[["a",0],["b"]]}"#,
        "model.vocab[1]: not a token with a score (an array of a string and a number)"
      ),
      (
        #"{"vocab":[["a",0]],"unk_id":1}"#, "model.unk_id: 1 (the position of one of 1 tokens)"
      ),
      (
        #"{"vocab":[["a",0]],"byte_fallback":null}"#, "model.byte_fallback: null (true or false)"
      ),
    ])
  func errors(json: String, message: String) {
    #expect(errorMessage { () throws(TokenizerError) in try load(Unigram.self, json) } == message)
  }
}
