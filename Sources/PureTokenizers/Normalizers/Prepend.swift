/// Puts a prefix in front of the text unless it is empty, whether or not it is there already.
///
///     "Hello", prefix "▁"  →  "▁Hello"
public struct Prepend: Normalizer, LoadableStage {
  /// The `type` in tokenizer.json.
  public static let typeName = "Prepend"

  /// What is put in front, as UTF-8.
  public let prefix: [UInt8]

  /// Puts `prefix`, which is UTF-8, in front.
  public init(_ prefix: [UInt8]) { self.prefix = prefix }

  /// Reads `prepend`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(try json.bytes("prepend"))
  }

  /// Writes `prepend`.
  public func writeFields(to json: inout JSONWriter) { json.field("prepend", prefix) }

  /// Puts the prefix in front of `text`; it takes the origin of the first scalar.
  ///
  /// An empty prefix takes away where the first scalar came from, as in Hugging Face: it becomes
  /// an insertion at the start. Pinned by Fixtures/stages/normalizers.json.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    try text.expectRoom(for: 1, of: prefix.count)
    if prefix.isEmpty { text.unalignFirstScalar() } else { text.prepend(prefix) }
  }
}
