/// Normalizers one after the other.
public struct NormalizerSequence: Normalizer, LoadableStage {
  /// The `type` in tokenizer.json.
  public static let typeName = "Sequence"

  /// The normalizers, in order.
  public let normalizers: [any Normalizer]

  /// Runs `normalizers` in order.
  public init(_ normalizers: [any Normalizer]) { self.normalizers = normalizers }

  /// Reads `normalizers`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    var normalizers: [any Normalizer] = []
    for element in try json.array("normalizers") {
      normalizers.append(try loader.normalizer(from: element))
    }
    self.init(normalizers)
  }

  /// Writes `normalizers`.
  public func writeFields(to json: inout JSONWriter) {
    json.array("normalizers") { json in
      for normalizer in normalizers { json.element(stage: normalizer) }
    }
  }

  /// Runs every normalizer on `text`.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    for normalizer in normalizers {
      try normalizer.normalize(&text)
      try text.expectRoom()
    }
  }
}
