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

  /// Finds what the regular expression `source` matches.
  public init(regex source: [UInt8]) throws(TokenizerError) {
    form = .regex(source)
    pattern = try RegexPattern(source)
  }
}

extension PatternSource {
  /// Replaces every match in `text` by `content`; an empty text stays empty.
  func replaceMatches(
    in text: [UInt8], with content: [UInt8]
  ) throws(TokenizerError) -> [UInt8] {
    guard !text.isEmpty else { return text }
    var matches: [Range<Int>] = []
    try pattern.appendMatches(in: text, range: 0..<text.count, to: &matches)
    return text.replacing(matches, with: content)
  }
}
