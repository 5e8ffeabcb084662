/// Turns the texts of tokens back into the text they came from.
public protocol TokenDecoder: Sendable {
  /// Rewrites the list of token texts, which are UTF-8 bytes; the result is joined without a separator.
  func decode(_ tokens: [[UInt8]]) throws(TokenizerError) -> [[UInt8]]
}
