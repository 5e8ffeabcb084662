/// Several pre-tokenizers, one after the other; each cuts the pieces of the one before.
public struct PreTokenizerSequence: PreTokenizer {
  /// The members in order.
  public let preTokenizers: [any PreTokenizer]

  /// Runs `preTokenizers` in order.
  public init(_ preTokenizers: [any PreTokenizer]) { self.preTokenizers = preTokenizers }

  /// Whether any member asks where a piece began in the original text.
  public var dependsOnOrigins: Bool { preTokenizers.contains { $0.dependsOnOrigins } }

  /// Cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) throws(TokenizerError) {
    for preTokenizer in preTokenizers { try preTokenizer.split(&pieces) }
  }
}

extension PreTokenizerSequence: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Sequence"

  /// Reads `pretokenizers`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    var preTokenizers: [any PreTokenizer] = []
    for member in try json.array("pretokenizers") {
      preTokenizers.append(try loader.preTokenizer(from: member))
    }
    self.init(preTokenizers)
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    json.array("pretokenizers") { json in
      for preTokenizer in preTokenizers { json.element(stage: preTokenizer) }
    }
  }
}
