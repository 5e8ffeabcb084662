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
    let ids = Array(ids)
    guard optimized.decodesByTable,
      let table = decodeTables.table(of: pipeline, decoding: ids.count)
    else { return try pipeline.decode(ids, skipsSpecialTokens: skipSpecialTokens) }
    return try table.text(of: ids, skipsSpecialTokens: skipSpecialTokens, pipeline.tokenBytes)
  }

  /// A decoder for ids that come in one by one, as from a model that is generating.
  ///
  ///     var stream = tokenizer.makeDecodeStream()
  ///     for id in ids { if let text = try stream.append(id) { print(text, terminator: "") } }
  ///
  /// - Parameter prompt: ids that come before; their text does not come out, but the text of the
  ///   first new token depends on them with some decoders, which drop the space in front.
  public func makeDecodeStream(
    after prompt: some Sequence<TokenID> = [], skipSpecialTokens: Bool = true
  ) -> TokenStreamDecoder {
    TokenStreamDecoder(
      pipeline.streamedTokens(skipsSpecialTokens: skipSpecialTokens), after: prompt)
  }
}

extension Pipeline {
  /// The text of `ids`; without a decoder the tokens are joined with spaces.
  func decode(
    _ ids: some Sequence<TokenID>, skipsSpecialTokens: Bool
  ) throws(TokenizerError) -> String {
    var tokens: [[UInt8]] = []
    for id in ids {
      if let token = decodedToken(id, skipsSpecialTokens: skipsSpecialTokens) {
        tokens.append(token)
      }
    }
    return String(decoding: try decode(tokens), as: UTF8.self)
  }

  /// The token that decoding starts from; nil for ids that add nothing.
  private func decodedToken(_ id: TokenID, skipsSpecialTokens: Bool) -> [UInt8]? {
    guard let token = tokenBytes(of: id) else { return nil }
    return skipsSpecialTokens && addedTokens.isSkipped(token) ? nil : Array(token)
  }

  private func decode(_ tokens: [[UInt8]]) throws(TokenizerError) -> [UInt8] {
    guard let decoder else { return Array(tokens.joined(separator: [0x20])) }
    return Array(try decoder.decode(tokens).joined())
  }

  /// What a stream needs to decode token by token.
  func streamedTokens(skipsSpecialTokens: Bool) -> StreamedTokens {
    StreamedTokens(
      text: { decodedToken($0, skipsSpecialTokens: skipsSpecialTokens) },
      decode: { tokens throws(TokenizerError) in try decode(tokens) },
      endingRule: StreamEnding.Rule(decoder))
  }

  /// The bytes of the token `id`, added tokens first.
  func tokenBytes(of id: TokenID) -> ArraySlice<UInt8>? {
    addedTokens.content(of: id).map { $0[...] } ?? model.vocabulary.bytes(of: id)
  }
}
