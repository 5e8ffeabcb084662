/// A pattern as tokenizer.json writes it: `{"String": "ab"}` or `{"Regex": "a+"}`.
public struct PatternSource: Sendable {
  /// What was written.
  public enum Form: Hashable, Sendable {
    /// Bytes to be found as they are.
    case literal([UInt8])
    /// A regular expression in the Oniguruma dialect.
    case regex([UInt8])
  }

  /// What was written.
  public let form: Form
  /// What finds it.
  public let pattern: any Pattern

  /// Finds `literal` as it is.
  public init(literal: [UInt8]) {
    form = .literal(literal)
    pattern = LiteralPattern(literal)
  }

  /// Finds what the regular expression `source` matches, within `limits`.
  public init(
    regex source: [UInt8], limits: TokenizerLimits = TokenizerLimits()
  ) throws(TokenizerError) {
    form = .regex(source)
    pattern = try RegexPattern(source, limits: limits)
  }
}

extension PatternSource {
  /// Replaces every match in `text` by `content`; an empty text stays empty.
  func replaceMatches(
    in text: [UInt8], with content: [UInt8], room: inout Int
  ) throws(TokenizerError) -> [UInt8] {
    guard !text.isEmpty else { return text }
    var matches: [Range<Int>] = []
    try pattern.appendMatches(in: text, range: 0..<text.count, to: &matches)
    let added = matches.count.multipliedReportingOverflow(by: content.count)
    guard !added.overflow, added.partialValue <= room else { throw .textTooLarge(limit: room) }
    room -= added.partialValue
    return text.replacing(matches, with: content)
  }
}

extension PatternSource {
  /// Reads an object with exactly one key, `String` or `Regex`.
  init(json: JSON, limits: TokenizerLimits) throws(TokenizerError) {
    try json.expect(.object)
    // A key that stands twice counts once, with its last value.
    let keyCount = Set(json.members.map(\.key)).count
    guard keyCount == 1 else {
      throw json.invalid("\(keyCount) keys (one key: String or Regex)")
    }
    if let literal = json.member("String") {
      self.init(literal: try literal.bytesValue())
    } else if let regex = json.member("Regex") {
      try self.init(json: regex, regexWithin: limits)
    } else {
      throw json.invalid("unknown kind of pattern (String or Regex)")
    }
  }

  private init(json: JSON, regexWithin limits: TokenizerLimits) throws(TokenizerError) {
    let source = try json.bytesValue()
    do throws(TokenizerError) {
      try self.init(regex: source, limits: limits)
    } catch {
      guard case .invalidFile(_, let problem) = error else { throw error }
      throw json.invalid(problem)
    }
  }

  /// Writes the field `pattern`.
  func write(to json: inout JSONWriter) {
    json.object("pattern") { json in
      switch form {
      case .literal(let literal): json.field("String", literal)
      case .regex(let source): json.field("Regex", source)
      }
    }
  }
}
