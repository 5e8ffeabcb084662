/// Rewrites text before it is cut and tokenized.
///
/// Called once for each stretch of text between added tokens, never per word.
public protocol Normalizer: Sendable {
  /// Rewrites `text`; what stays, changes or is added keeps pointing at the original.
  func normalize(_ text: inout TextBuffer) throws(TokenizerError)
}
