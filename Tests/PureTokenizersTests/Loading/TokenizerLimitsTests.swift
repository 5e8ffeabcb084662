import PureTokenizers
import Testing

/// What goes beyond the limits that were given is an error that names them.
@Suite struct TokenizerLimitsTests {
  private func load(
    _ fields: String, _ limits: TokenizerLimits
  ) throws(TokenizerError) -> Tokenizer {
    let file = #"{"model":{"type":"WordLevel","vocab":{"a":0,"?":1},"unk_token":"?"}\#(fields)}"#
    return try Tokenizer(json: Array(file.utf8), loader: StageLoader(limits: limits))
  }

  private func split(_ pattern: String) -> String {
    #","pre_tokenizer":{"type":"Split","pattern":{"Regex":"\#(pattern)"},"behavior":"Isolated","#
      + #""invert":false}"#
  }

  @Test("a text larger than the limit is refused, in every call, one that fits is not")
  func textBytes() throws {
    let tokenizer = try load("", TokenizerLimits(textBytes: 5))
    #expect(try tokenizer.ids(of: "aaaaa") == [1])
    let problem = TokenizerError.textTooLarge(limit: 5)
    #expect(throws: problem) { _ = try tokenizer.ids(of: "aaaaaa") }
    #expect(throws: problem) { _ = try tokenizer.encode("aaaaaa") }
    #expect(throws: problem) { _ = try tokenizer.encode("a", pair: "aaaaaa") }
    let segments: [TextSegment] = [.trusted("aaa"), .untrusted("aaa")]
    #expect(throws: problem) { _ = try tokenizer.encode(segments) }
  }

  @Test(
    "a file that fills up further than the limit is refused, one that does not is not",
    arguments: [
      (#"{"Fixed":64}"#, "null", 64), (#"{"Fixed":65}"#, "null", 65),
      (#"{"Fixed":60}"#, "100", 100), (#""BatchLongest""#, "32", 32),
      (#""BatchLongest""#, "128", 128),
      (#""BatchLongest""#, "null", 1),
    ])
  func paddedTokens(strategy: String, multiple: String, length: Int) throws {
    let padding =
      #","padding":{"strategy":\#(strategy),"direction":"Right","pad_to_multiple_of":\#(multiple),"#
      + #""pad_id":0,"pad_type_id":0,"pad_token":"a"}"#
    #expect(try load(padding, TokenizerLimits()).ids(of: "a").count == length)
    let limits = TokenizerLimits(paddedTokens: 64)
    guard length > 64 else {
      #expect(try load(padding, limits).ids(of: "a").count == length)
      return
    }
    let problem = TokenizerError.invalidFile(
      path: "padding", problem: "fills up to \(length) tokens (at most 64)")
    #expect(throws: problem) { _ = try load(padding, limits) }
  }

  @Test("a pattern takes fewer steps when told so")
  func patternSteps() throws {
    let pattern = #"(?:.{0,50}){0,50}x"#
    let text = String(repeating: "a", count: 3000)
    let strict = try load(split(pattern), TokenizerLimits(patternSteps: 0))
    #expect(throws: TokenizerError.patternTooExpensive(pattern: pattern)) {
      _ = try strict.ids(of: text)
    }
    #expect(try load(split(pattern), TokenizerLimits()).ids(of: text) == [1])
    #expect(try load(split("a"), TokenizerLimits(patternSteps: 0)).ids(of: text).count == 3000)
  }

  static let kinds = [
    ("normalizer", "normalizers", #"{"type":"NFC"}"#),
    ("pre_tokenizer", "pretokenizers", #"{"type":"Whitespace"}"#),
    ("decoder", "decoders", #"{"type":"Fuse"}"#),
    (
      "post_processor", "processors",
      #"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}"#
    ),
  ]

  @Test("more stages than the limit are refused, inner ones counted", arguments: kinds)
  func stages(field: String, list: String, stage: String) throws {
    func sequence(_ members: [String]) -> String {
      #"{"type":"Sequence","\#(list)":[\#(members.joined(separator: ","))]}"#
    }
    let three = #","\#(field)":"# + sequence([stage, sequence([stage, stage])])
    _ = try load(three, TokenizerLimits(stages: 3))
    let problem = TokenizerError.invalidFile(path: field, problem: "3 stages (at most 2)")
    #expect(throws: problem) { _ = try load(three, TokenizerLimits(stages: 2)) }
    let many = #","\#(field)":"# + sequence(Array(repeating: stage, count: 10_001))
    let usual = TokenizerError.invalidFile(path: field, problem: "10001 stages (at most 10000)")
    #expect(throws: usual) { _ = try load(many, TokenizerLimits()) }
  }

  @Test("limits that make no sense are brought into range")
  func ranges() {
    let limits = TokenizerLimits(textBytes: .max, patternSteps: -1, stages: .min)
    #expect(limits.textBytes == Int(Int32.max))
    #expect(limits.patternSteps == 0)
    #expect(limits.stages == 0)
  }
}
