import PureTokenizers

/// What a line of `tokenize encode --jsonl` asks for: a JSON string, or an object with a text,
/// segments of one or words, a pair of it, and options.
public struct EncodeRequest: Sendable {
  /// The text, its segments, or words.
  public var input: EncodeInput
  /// The second text or words.
  public var pair: EncodeInput?
  /// The options of the line, and the defaults for those that it leaves out.
  public var options: EncodeOptions

  /// Reads a line.
  public init(json: JSON, defaults: EncodeOptions = EncodeOptions()) throws(TokenizerError) {
    options = defaults
    if let text = try? json.stringValue() {
      input = .text(text)
      return
    }
    if let words = json.optional("words") {
      input = try Self.words(words)
    } else if let segments = json.optional("segments") {
      input = try Self.segments(segments)
    } else {
      input = .text(try json.string("text"))
    }
    if let words = json.optional("pair_words") {
      pair = try Self.words(words)
    } else {
      pair = try json.optionalString("pair").map(EncodeInput.text)
    }
    try readOptions(json)
  }

  private static func words(_ json: JSON) throws(TokenizerError) -> EncodeInput {
    var words: [String] = []
    for word in try json.arrayValue() { words.append(try word.stringValue()) }
    return .words(words)
  }

  private static func segments(_ json: JSON) throws(TokenizerError) -> EncodeInput {
    var segments: [TextSegment] = []
    for segment in try json.arrayValue() {
      let text = try segment.string("text")
      segments.append(try segment.bool("trusted") ? .trusted(text) : .untrusted(text))
    }
    return .segments(segments)
  }

  private mutating func readOptions(_ json: JSON) throws(TokenizerError) {
    if let value = try json.optionalBool("add_special_tokens") { options.addSpecialTokens = value }
    if let value = try json.optionalBool("encode_special_tokens") {
      options.recognizesSpecialTokens = !value
    }
    if let value = json.member("truncation") {
      options.truncation = value.isNull ? .disabled : .to(try Truncation(json: value))
    }
    if let value = json.member("padding") {
      options.padding = value.isNull ? .disabled : .to(try Padding(json: value))
    }
  }
}
