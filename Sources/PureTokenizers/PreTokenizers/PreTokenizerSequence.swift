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
