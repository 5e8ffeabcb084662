/// Replaces every match of a pattern, in each token on its own.
///
///     "▁Hey" "▁you", "▁" by " "  →  " Hey" " you"
public struct ReplaceDecoder: TokenDecoder {
  /// What to replace.
  public let pattern: PatternSource
  /// What to put in its place, as it is.
  public let content: [UInt8]

  /// Replaces the matches of `pattern` by `content`.
  public init(pattern: PatternSource, content: [UInt8]) {
    self.pattern = pattern
    self.content = content
  }

  /// Rewrites each token.
  public func decode(_ tokens: [[UInt8]]) throws(TokenizerError) -> [[UInt8]] {
    var result: [[UInt8]] = []
    result.reserveCapacity(tokens.count)
    var room = Limits.normalizedBytes(of: tokens.byteCount)
    for token in tokens {
      result.append(try pattern.replaceMatches(in: token, with: content, room: &room))
    }
    return result
  }
}

extension ReplaceDecoder: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Replace"

  /// Reads `pattern` and `content`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      pattern: try PatternSource(json: json.required("pattern"), limits: loader.limits),
      content: try json.bytes("content"))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    pattern.write(to: &json)
    json.field("content", content)
  }
}
