import GoldenFiles
import Testing

@testable import PureTokenizers

@Suite("Pre-tokenizers")
struct PreTokenizerTests {
  @Test(
    "pre-tokenizers cut as Hugging Face's do, offsets included",
    arguments: StageRow.all(in: "pre_tokenizers"))
  func answers(_ row: StageRow) throws {
    let stage = try preTokenizer(row)
    for answer in row.answers {
      let text = try answer.elements[0].bytesValue()
      let expected = try answer.elements[1].arrayValue()
      var pieces = Pieces(original: text)
      try stage.split(&pieces)
      let found = zip(pieces.texts, pieces.scalarOffsets(in: text)).map { "\($0) \($1)" }
      let wanted = try stride(from: 0, to: expected.count, by: 3).map { position in
        let offsets = try expected[position + 1...position + 2].map {
          try $0.integerValue(in: 0...Int(Int32.max))
        }
        return "\(try expected[position].stringValue()) \(offsets)"
      }
      #expect(found == wanted, "\(row.stage): \(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test(
    "without origins the pieces are the same", arguments: StageRow.all(in: "pre_tokenizers"))
  func untracked(_ row: StageRow) throws {
    let stage = try preTokenizer(row)
    guard !stage.dependsOnOrigins else { return }
    for answer in row.answers {
      let text = try answer.elements[0].bytesValue()
      var tracked = Pieces(original: text)
      var untracked = Pieces(original: text, tracksOrigins: false)
      try stage.split(&tracked)
      try stage.split(&untracked)
      #expect(tracked.elements == untracked.elements)
      #expect(tracked.text.bytes == untracked.text.bytes)
    }
  }

  @Test(
    "pre-tokenizers are saved as Hugging Face saves them",
    arguments: StageRow.all(in: "pre_tokenizers"))
  func saving(_ row: StageRow) throws {
    #expect(try saved(preTokenizer(row)) == row.stage)
  }

  @Test(
    "every scalar is cut as Hugging Face cuts it", arguments: StageRow.all(in: "split_scalars"))
  func everyScalar(_ row: StageRow) throws {
    let stage = try preTokenizer(row)
    for (number, digest) in row.answers.enumerated() {
      var pieces = Pieces(original: Self.block(UInt32(number) << 12), tracksOrigins: false)
      try stage.split(&pieces)
      let parts = pieces.elements.map { pieces.text.bytes[$0.range] }
      let found = Int(CRC32.checksum(of: Array(parts.joined(separator: [0x09]))))
      let expected = try digest.integerValue(in: 0...Int(UInt32.max))
      #expect(found == expected, "\(row.stage), from U+\(String(number << 12, radix: 16)) on")
    }
  }

  /// The 4096 scalars from `first` on, with an "a" before each.
  private static func block(_ first: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in first..<first + 4096 where !(0xD800..<0xE000).contains(scalar) {
      bytes.append(UInt8(ascii: "a"))
      bytes.append(scalar: scalar)
    }
    return bytes
  }

  @Test("a normalizer that removes the first characters decides about the prefix of `first`")
  func metaspaceFirstAfterStrip() throws {
    var pieces = Pieces(original: Array("  a b".utf8))
    try pieces.rewrite { text throws(TokenizerError) in text.trim(to: 2..<5) }
    try Metaspace(prependScheme: .first).split(&pieces)
    #expect(pieces.texts == ["a", "▁b"])
  }

  @Test("claimed pieces are left alone, and every piece between them gets its prefix")
  func claimedPieces() throws {
    let tokens = try AddedTokens([AddedToken("<s>")], vocabulary: ["a": 0], normalizer: nil)
    var pieces = Pieces(original: Array("a b<s>b c".utf8))
    tokens.claim(&pieces, .normalized)
    try ByteLevel(addPrefixSpace: true).split(&pieces)
    #expect(pieces.texts == ["Ġa", "Ġb", "<s>", "Ġb", "Ġc"])
    #expect(pieces.elements.map(\.token) == [nil, nil, 1, nil, nil])
  }

  @Test(
    "what a file gets wrong is found when it is loaded",
    arguments: [
      (#"{"type":"FixedLength","length":0}"#, "length: 0 is too small (at least 1)"),
      (#"{"type":"Digits"}"#, "individual_digits: required, but not present"),
      (
        #"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":null}"#,
        "use_regex: null (true or false)"
      ),
      (
        #"{"type":"Punctuation","behavior":"isolated"}"#,
        "behavior: unknown behavior isolated (Removed, Isolated, MergedWithPrevious, "
          + "MergedWithNext or Contiguous)"
      ),
      (
        #"{"type":"CharDelimiterSplit","delimiter":"ab"}"#,
        "delimiter: a string of several characters (a string of one character)"
      ),
      (
        #"{"type":"Metaspace","replacement":"_","prepend_scheme":"last"}"#,
        "prepend_scheme: unknown prepend scheme last (first, never or always)"
      ),
      (
        #"{"type":"Metaspace","replacement":"_","add_prefix_space":false}"#,
        "tokenizer.json: add_prefix_space is false, but prepend_scheme is always (never)"
      ),
      (
        #"{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":"a"}]}"#,
        "pretokenizers[0].pattern: a string (an object)"
      ),
      (
        #"{"type":"Split","pattern":{"String":"a","Regex":"b"}}"#,
        "pattern: 2 keys (one key: String or Regex)"
      ),
      (
        #"{"type":"Split","pattern":{"Glob":"a"}}"#,
        "pattern: unknown kind of pattern (String or Regex)"
      ),
    ])
  func problem(_ json: String, _ message: String) {
    #expect {
      try StageLoader().preTokenizer(from: JSON(Array(json.utf8)))
    } throws: {
      "\($0)" == message
    }
  }

  @Test("an error in a pattern says where the pattern stands")
  func patternProblem() {
    let json = #"{"type":"Split","pattern":{"Regex":"(a"},"behavior":"Removed","invert":false}"#
    #expect {
      try StageLoader().preTokenizer(from: JSON(Array(json.utf8)))
    } throws: {
      "\($0)".hasPrefix("pattern.Regex: ")
    }
  }

  private func preTokenizer(_ row: StageRow) throws -> any PreTokenizer {
    try StageLoader().preTokenizer(from: row.json())
  }
}
