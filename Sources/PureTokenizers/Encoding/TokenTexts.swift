/// The text of a token, as the vocabulary and the added tokens have it.
///
/// An `Encoding` keeps ids only; it asks here when somebody wants to see its tokens. Classes, so that
/// it costs no more than a reference.
protocol TokenTexts: AnyObject, Sendable {
  /// The UTF-8 bytes of the token `id`; empty for an id that no token has.
  func text(of id: TokenID) -> ArraySlice<UInt8>
}

/// The texts of no tokens: what an `Encoding` has that was made without a tokenizer.
final class NoTokenTexts: TokenTexts {
  static let shared = NoTokenTexts()

  func text(of id: TokenID) -> ArraySlice<UInt8> { [] }
}
