/// Cuts text at the matches of a pattern.
///
///     "the-final" at "-", isolated  →  "the" "-" "final"
public struct Split: PreTokenizer {
  /// Where to cut.
  public let pattern: PatternSource
  /// What becomes of the matches.
  public let behavior: SplitBehavior
  /// Whether what lies between the matches is the delimiter, and the matches are the text.
  public let invert: Bool

  /// Cuts at the matches of `pattern`, or between them when `invert` is true.
  public init(pattern: PatternSource, behavior: SplitBehavior, invert: Bool = false) {
    self.pattern = pattern
    self.behavior = behavior
    self.invert = invert
  }

  /// Cuts every unclaimed piece; look-around sees no further than the piece.
  public func split(_ pieces: inout Pieces) throws(TokenizerError) {
    try pieces.split(at: pattern.pattern, behavior, inverted: invert)
  }
}

extension Split: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Split"

  /// Reads `pattern`, `behavior` and `invert`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      pattern: try PatternSource(json: json.required("pattern"), limits: loader.limits),
      behavior: try json.required("behavior").splitBehaviorValue(),
      invert: try json.bool("invert"))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    pattern.write(to: &json)
    json.field("behavior", behavior.rawValue)
    json.field("invert", invert)
  }
}
