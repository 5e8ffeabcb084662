/// Turns pieces of text into tokens.
public protocol Model: Sendable {
  /// The tokens that the model knows.
  var vocabulary: Vocabulary { get }
  /// Scratch memory and caches for one task at a time.
  func makeEncoder() -> any PieceEncoder
}

/// The mutable half of a model: scratch memory and caches, owned by one task at a time.
public protocol PieceEncoder: Sendable {
  /// Appends the tokens of every piece, in order.
  ///
  /// A claimed piece becomes its token: `tokens.append(piece.token, piece: position, range: 0..<length)`.
  mutating func encode(
    _ pieces: borrowing Pieces, into tokens: inout TokenBuffer
  ) throws(TokenizerError)
}
