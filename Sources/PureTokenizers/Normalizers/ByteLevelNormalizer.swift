/// Writes every byte as its character of GPT-2's alphabet.
///
///     "é x"  →  "Ã©Ġx"
public struct ByteLevelNormalizer: Normalizer, LoadableStage {
  /// The `type` in tokenizer.json.
  public static let typeName = "ByteLevel"

  /// The stage has no parameters.
  public init() {}
  /// There are no fields to read.
  public init(json: JSON, loader: StageLoader) { self.init() }
  /// There are no fields to write.
  public func writeFields(to json: inout JSONWriter) {}

  /// Rewrites `text`; the characters of a scalar's bytes all take the origin of that scalar.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    try text.expectAlignedStart()
    var result = text.emptied(reserving: text.count + text.count / 2)
    for (index, byte) in text.bytes.enumerated() {
      result.append(scalar: ByteAlphabet.scalar(for: byte), from: text.origin(at: index))
    }
    text = result
  }
}
