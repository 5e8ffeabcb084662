/// Removes combining marks, and nothing else: a precomposed letter keeps its accent.
///
///     "e" U+0301 "é"  →  "eé"
public struct StripAccents: Normalizer, LoadableStage {
  /// The `type` in tokenizer.json.
  public static let typeName = "StripAccents"

  /// The stage has no parameters.
  public init() {}
  /// There are no fields to read.
  public init(json: JSON, loader: StageLoader) { self.init() }
  /// There are no fields to write.
  public func writeFields(to json: inout JSONWriter) {}

  /// Removes the marks of `text`.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    try text.expectAlignedStart()
    let marks = ScalarSet.marks
    text.removeScalars { marks.contains($0) }
  }
}
