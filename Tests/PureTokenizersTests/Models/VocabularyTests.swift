import Testing

@testable import PureTokenizers

@Suite("Vocabulary")
struct VocabularyTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("a token is found by its bytes and by its id")
  func bothWays() {
    let vocabulary: Vocabulary = ["a": 0, "b": 1, "ab": 2, "": 3]
    #expect(vocabulary.count == 4)
    #expect(vocabulary.id(of: bytes("ab")) == 2)
    #expect(vocabulary.id(of: "ab".utf8) == 2)
    #expect(vocabulary.id(of: bytes("")) == 3)
    #expect(vocabulary.id(of: bytes("ba")) == nil)
    #expect(vocabulary.bytes(of: 1).map(Array.init) == bytes("b"))
    #expect(vocabulary.bytes(of: 4) == nil)
  }

  @Test("an empty vocabulary knows nothing")
  func empty() {
    let vocabulary: Vocabulary = [:]
    #expect(vocabulary.count == 0)
    #expect(vocabulary.id(of: bytes("a")) == nil)
    #expect(vocabulary.bytes(of: 0) == nil)
  }

  @Test("canonically equal spellings are different tokens")
  func spellings() {
    let vocabulary: Vocabulary = ["\u{E9}": 0, "e\u{301}": 1]
    #expect(vocabulary.count == 2)
    #expect(vocabulary.id(of: bytes("e\u{301}")) == 1)
  }

  @Test("ids may be out of order, have gaps and be huge")
  func sparse() {
    let vocabulary: Vocabulary = ["x": .max, "y": 7, "z": 5]
    #expect(vocabulary.entries.map(\.id) == [5, 7, .max])
    #expect(vocabulary.id(of: bytes("x")) == .max)
    #expect(vocabulary.bytes(of: .max).map(Array.init) == bytes("x"))
    #expect(vocabulary.bytes(of: 6) == nil)
  }

  @Test("of several entries with the same bytes the last one counts")
  func duplicateKeys() {
    let vocabulary: Vocabulary = ["a": 0, "b": 1, "a": 2]
    #expect(vocabulary.count == 2)
    #expect(vocabulary.id(of: bytes("a")) == 2)
    #expect(vocabulary.bytes(of: 0) == nil)
    #expect(vocabulary.entries.map(\.id) == [1, 2])
  }

  @Test("of several tokens with the same id the first one stands for it")
  func duplicateIDs() {
    let vocabulary: Vocabulary = ["c": 3, "a": 1, "b": 1, "d": 1]
    #expect(vocabulary.count == 4)
    #expect(vocabulary.id(of: bytes("b")) == 1)
    #expect(vocabulary.bytes(of: 1).map(Array.init) == bytes("a"))
    #expect((0..<4).map { vocabulary.representative(of: $0) } == [0, 0, 0, 3])
  }

  @Test("a list keeps both ids of a token that occurs twice")
  func listing() {
    let vocabulary = Vocabulary(listing: [bytes("a"), bytes("b"), bytes("a")])
    #expect(vocabulary.count == 3)
    #expect(vocabulary.id(of: bytes("a")) == 2)
    #expect(vocabulary.bytes(of: 0).map(Array.init) == bytes("a"))
  }

  @Test("it agrees with a dictionary on keys of every length")
  func againstDictionary() {
    var generator = SeededGenerator(seed: 20_241)
    var expected: [[UInt8]: TokenID] = [:]
    var tokens: [(bytes: [UInt8], id: TokenID)] = []
    for id in 0..<5_000 {
      let length = Int.random(in: 0...40, using: &generator)
      let key = (0..<length).map { _ in UInt8.random(in: 97...99, using: &generator) }
      expected[key] = TokenID(id)
      tokens.append((key, TokenID(id)))
    }
    let vocabulary = Vocabulary(tokens)
    #expect(vocabulary.count == expected.count)
    for (key, id) in expected {
      #expect(vocabulary.id(of: key) == id)
      #expect(vocabulary.bytes(of: id).map(Array.init) == key)
    }
    for token in tokens { #expect(vocabulary.id(of: token.bytes + [0]) == nil) }
  }
}
