/// Cuts text into the pieces that the model tokenizes one by one.
///
/// Called once for all pieces of a text, never per word.
public protocol PreTokenizer: Sendable {
  /// Cuts the unclaimed pieces further; may also rewrite their text.
  func split(_ pieces: inout Pieces) throws(TokenizerError)
  /// Whether `split` asks where a piece began in the original text, so that origins must be kept
  /// even when nobody asked for offsets.
  var dependsOnOrigins: Bool { get }
}

extension PreTokenizer {
  /// False: most pre-tokenizers look at the text alone.
  public var dependsOnOrigins: Bool { false }
}
