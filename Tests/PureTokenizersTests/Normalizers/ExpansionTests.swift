import Testing

@testable import PureTokenizers

/// A file that makes much text of little.
@Suite("Texts that grow")
struct ExpansionTests {
  private static func replace(_ letter: String, by content: String) -> String {
    "{\"type\":\"Replace\",\"pattern\":{\"String\":\"\(letter)\"},\"content\":\"\(content)\"}"
  }

  private static let thousand = String(repeating: "a", count: 1000)

  static let normalizers: [String] = [
    replace("a", by: String(repeating: thousand, count: 100)),
    "{\"type\":\"Sequence\",\"normalizers\":[\(replace("a", by: thousand)),"
      + "\(replace("a", by: thousand)),\(replace("a", by: thousand))]}",
    "{\"type\":\"Sequence\",\"normalizers\":["
      + Array(repeating: replace("a", by: "aa"), count: 40).joined(separator: ",") + "]}",
    "{\"type\":\"Sequence\",\"normalizers\":["
      + Array(repeating: "{\"type\":\"ByteLevel\"}", count: 40).joined(separator: ",") + "]}",
    "{\"type\":\"Prepend\",\"prepend\":\"\(String(repeating: thousand, count: 8000))\"}",
  ]

  private static func tokenizer(_ normalizer: String, _ decoder: String = "null") throws
    -> Tokenizer
  {
    try Tokenizer(
      json: Array(
        """
        {"normalizer":\(normalizer),"decoder":\(decoder),"pre_tokenizer":{"type":"WhitespaceSplit"},
        "model":{"type":"WordLevel","unk_token":"?","vocab":{"?":0,"a":1}}}
        """.utf8))
  }

  @Test("more than 64 times the text and a megabyte is an error", arguments: normalizers)
  func tooLarge(normalizer: String) throws {
    let tokenizer = try Self.tokenizer(normalizer)
    let text = String(repeating: "é a", count: 1000)
    let error = TokenizerError.textTooLarge(limit: 64 * 4000 + 1 << 20)
    #expect(throws: error) { try tokenizer.encode(text) }
    #expect(throws: error) { try tokenizer.ids(of: text) }
  }

  @Test("a charsmap with long texts is an error too")
  func charsmap() throws {
    // One key, "a", and a text of 100,000 bytes: its double array has a unit for the root, and one
    // each for "a" and its end.
    var units = [UInt32](repeating: 0, count: 256)
    units[0] = 1 << 10
    units[1 ^ 0x61] = 0x61 | 1 << 8 | 1 << 10
    units[1 ^ 0x61 ^ 1] = 1 << 31
    let trie = units.flatMap { unit in (0..<4).map { UInt8(truncatingIfNeeded: unit >> (8 * $0)) } }
    let size = (0..<4).map { UInt8(truncatingIfNeeded: trie.count >> (8 * $0)) }
    let text = Array(repeating: UInt8(ascii: "b"), count: 100_000)
    let charsmap = try PrecompiledCharsmap(compiled: size + trie + text + [0])
    #expect(try normalized("a", by: charsmap) == text)
    #expect(throws: TokenizerError.textTooLarge(limit: 64 * 20 + 1 << 20)) {
      try normalized(String(repeating: "a", count: 20), by: charsmap)
    }
  }

  @Test("Unicode's longest decomposition is far from the limit")
  func decomposition() throws {
    let tokenizer = try Self.tokenizer("{\"type\":\"NFKD\"}")
    #expect(try tokenizer.count(String(repeating: "\u{FDFA}", count: 100_000)) > 0)
  }

  @Test("decoders that make too much of tokens are an error")
  func decoders() throws {
    let many = Array(repeating: Self.replace("a", by: Self.thousand), count: 3)
    let tokenizer = try Self.tokenizer(
      "null", "{\"type\":\"Sequence\",\"decoders\":[\(many.joined(separator: ","))]}")
    #expect(throws: TokenizerError.self) { try tokenizer.decode([1, 1, 1, 1]) }
    let large = try Self.tokenizer(
      "null", Self.replace("a", by: String(repeating: Self.thousand, count: 100)))
    #expect(throws: TokenizerError.self) {
      try large.decode(Array(repeating: 1, count: 100_000))
    }
  }
}
