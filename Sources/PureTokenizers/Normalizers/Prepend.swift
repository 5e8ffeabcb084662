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
  public func normalize(_ text: inout TextBuffer) {
    if prefix.isEmpty { detachFirstScalar(&text) } else { text.prepend(prefix) }
  }

  /// An empty prefix takes away where the first scalar came from, as in Hugging Face:
  /// it becomes an insertion at the start. Pinned by Fixtures/stages/normalizers.json.
  private func detachFirstScalar(_ text: inout TextBuffer) {
    guard text.tracksOrigins, !text.isEmpty else { return }
    let first = text.bytes.scalar(at: 0)
    var result = text.emptied()
    result.append(scalar: first.value, from: text.insertionOrigin(at: 0))
    result.append(text, range: first.length..<text.count)
    text = result
  }
}
