import Testing

@testable import PureTokenizers

@Suite("WordPiece and WordLevel")
struct WordPieceTests {
  private let vocabulary: Vocabulary = [
    "[UNK]": 0, "un": 1, "##want": 2, "##ed": 3, "want": 4, "##wa": 5, "é": 6, "##": 7,
  ]

  // The rows were made by Hugging Face's library.
  @Test(
    "a piece becomes the longest tokens from the left, or one unknown token",
    arguments: [
      ("unwanted", ["1@0..<2", "2@2..<6", "3@6..<8"]),
      ("want", ["4@0..<4"]),
      ("unwax", ["0@0..<5"]),
      ("ununun", ["0@0..<6"]),
      ("éed", ["6@0..<2", "3@2..<4"]),
      ("##", ["7@0..<2"]),
      ("##ed", ["3@0..<4"]),
    ])
  func cutting(text: String, expected: [String]) throws {
    let model = WordPiece(vocabulary: vocabulary)
    var encoder = model.makeEncoder()
    for _ in 0..<2 { #expect(try tokens(text, &encoder) == expected) }
  }

  @Test("a piece of too many scalars is unknown")
  func tooLong() throws {
    let model = WordPiece(vocabulary: vocabulary, maxInputCharactersPerWord: 3)
    #expect(try tokens("éed", model) == ["6@0..<2", "3@2..<4"])
    #expect(try tokens("want", model) == ["0@0..<4"])
  }

  @Test("without an unknown token in the vocabulary an unknown piece is an error")
  func missingUnknown() throws {
    #expect(
      errorMessage { () throws(TokenizerError) in
        try tokens("b", WordPiece(vocabulary: ["a": 0]))
      } == "WordPiece: Missing [UNK] token from the vocabulary")
    #expect(
      errorMessage { () throws(TokenizerError) in
        try tokens("b", WordLevel(vocabulary: ["a": 0]))
      } == "WordLevel: Missing [UNK] token from the vocabulary")
  }

  @Test("WordLevel looks whole pieces up")
  func wordLevel() throws {
    let model = WordLevel(vocabulary: ["<unk>": 0, "é": 7])
    #expect(try tokens("é", model) == ["7@0..<2"])
    #expect(try tokens("éé", model) == ["0@0..<4"])
  }

  @Test("claimed pieces become their tokens")
  func claimed() throws {
    let models: [any Model] = [
      WordPiece(vocabulary: ["a": 0]), WordLevel(vocabulary: ["a": 0]),
      try Unigram([(Array("a".utf8), -1)]), try BPE(vocabulary: ["a": 0], merges: []),
    ]
    for model in models {
      var pieces = Pieces(TextBuffer(original: Array("axxa".utf8), tracksOrigins: false))
      pieces.replaceUnclaimed { _, _, result in
        result = [Piece(0..<1), Piece(1..<3, token: 9), Piece(3..<4)]
      }
      var found = TokenBuffer(tracksSpans: true)
      var encoder = model.makeEncoder()
      try encoder.encode(pieces, into: &found)
      #expect(found.ids == [0, 9, 0])
      #expect(found.spans.map(\.piece) == [0, 1, 2])
      #expect(found.spans.map(\.end) == [1, 2, 1])
    }
  }

  @Test("what is read is written again")
  func saving() throws {
    let wordPiece =
      ###"{"unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"###
      + ##""vocab":{"[UNK]":0,"a":1}}"##
    #expect(saved(try load(WordPiece.self, wordPiece)) == wordPiece)
    let wordLevel = #"{"vocab":{"<unk>":0,"a":1},"unk_token":"<unk>"}"#
    #expect(saved(try load(WordLevel.self, wordLevel)) == wordLevel)
  }
}
