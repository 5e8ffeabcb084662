/// Replaces every match of a pattern by a text, which is taken as it is.
///
///     "a  b", " {2,}" by "▁"  →  "a▁b"
public struct Replace: Normalizer, LoadableStage {
  /// The `type` in tokenizer.json.
  public static let typeName = "Replace"

  /// What is replaced.
  public let pattern: PatternSource
  /// What comes in its place, as UTF-8.
  public let content: [UInt8]

  /// Replaces the matches of `pattern` by `content`, which is UTF-8.
  public init(pattern: PatternSource, content: [UInt8]) {
    self.pattern = pattern
    self.content = content
  }

  /// Reads `pattern` and `content`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    let content = try json.bytes("content")
    let pattern = try PatternSource(json: json.required("pattern"), limits: loader.limits)
    self.init(pattern: pattern, content: content)
  }

  /// Writes `pattern` and `content`.
  public func writeFields(to json: inout JSONWriter) {
    pattern.write(to: &json)
    json.field("content", content)
  }

  /// Replaces in `text`; an empty one stays empty.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    guard !text.isEmpty else { return }
    var matches: [Range<Int>] = []
    try pattern.pattern.appendMatches(in: text.bytes, range: 0..<text.count, to: &matches)
    try text.expectRoom(for: matches.count, of: content.count)
    text.replace(matches, with: content)
  }
}
