/// From ids back to text.
extension Tokenizer {
  /// The text of `ids`.
  ///
  /// Ids that no token has are left out, and so are special tokens unless told otherwise.
  ///
  /// - Throws: `TokenizerError.invalidDecoding` when the decoder cannot take the tokens, and
  ///   `.patternTooExpensive` past the limit of a pattern.
  /// - Complexity: O(*n*) in the length of the text.
  public func decode(
    _ ids: some Sequence<TokenID>, skipSpecialTokens: Bool = true
  ) throws(TokenizerError) -> String {
    try pipeline.decode(ids, skipsSpecialTokens: skipSpecialTokens)
  }

  /// A decoder for ids that come in one by one, as from a model that is generating.
  ///
  ///     var stream = tokenizer.makeDecodeStream()
  ///     for id in ids { if let text = try stream.append(id) { print(text, terminator: "") } }
  public func makeDecodeStream(skipSpecialTokens: Bool = true) -> TokenStreamDecoder {
    TokenStreamDecoder { [pipeline] ids throws(TokenizerError) in
      try pipeline.decode(ids, skipsSpecialTokens: skipSpecialTokens)
    }
  }
}

extension Pipeline {
  /// The text of `ids`; without a decoder the tokens are joined with spaces.
  func decode(
    _ ids: some Sequence<TokenID>, skipsSpecialTokens: Bool
  ) throws(TokenizerError) -> String {
    var tokens: [[UInt8]] = []
    for id in ids {
      guard let token = tokenBytes(of: id) else { continue }
      if skipsSpecialTokens, addedTokens.isSkipped(token) { continue }
      tokens.append(Array(token))
    }
    let text =
      try decoder.map { (decoder) throws(TokenizerError) in
        Array(try decoder.decode(tokens).joined())
      } ?? Array(tokens.joined(separator: [0x20]))
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of the token `id`, added tokens first.
  func tokenBytes(of id: TokenID) -> ArraySlice<UInt8>? {
    addedTokens.content(of: id).map { $0[...] } ?? model.vocabulary.bytes(of: id)
  }
}
