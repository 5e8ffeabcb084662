/// Cuts text at punctuation: the ASCII symbols, `$` and `+` included, and Unicode 8.0's P*.
///
///     "Hey, you!"  →  "Hey" "," " you" "!"
public struct Punctuation: PreTokenizer {
  /// What becomes of the punctuation.
  public let behavior: SplitBehavior

  /// Cuts at punctuation, which by default becomes pieces of one character each.
  public init(behavior: SplitBehavior = .isolated) { self.behavior = behavior }

  /// Cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) throws(TokenizerError) {
    try pieces.split(at: ScalarSetPattern(.punctuation), behavior)
  }
}

extension Punctuation: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Punctuation"

  /// Reads `behavior`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(behavior: try json.member("behavior")?.splitBehaviorValue() ?? .isolated)
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    json.field("behavior", behavior.rawValue)
  }
}
