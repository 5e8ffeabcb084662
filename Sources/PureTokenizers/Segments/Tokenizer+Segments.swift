extension Tokenizer {
  /// Tokenizes one text, or the segments of one.
  ///
  /// Segments go the fast way like any text. Where a special token comes out that was not found as
  /// an added token, or can only be found in normalized text, they go the plain way, with care.
  func run(
    _ text: [UInt8], borders: SegmentBorders?, _ options: EncodeOptions,
    in workspace: inout Workspace
  ) throws(TokenizerError) {
    let isPlain = borders == nil
    if isPlain || !pipeline.addedTokens.normalizesSpecialTokens {
      try optimized.run(
        text, borders: borders, recognizesSpecialTokens: options.recognizesSpecialTokens,
        in: &workspace)
      if isPlain || guardedTokens.areAllClaimed(workspace.tokens.ids, in: workspace.pieces) {
        return
      }
    }
    workspace.pieces = try pipeline.run(
      text, carefullyAt: borders ?? SegmentBorders(), guarding: guardedTokens,
      recognizesSpecialTokens: options.recognizesSpecialTokens, into: &workspace.tokens)
  }
}

extension Pipeline {
  /// Tokenizes a text in segments so that every guarded token is an added token found in a trusted
  /// segment.
  fileprivate func run(
    _ text: [UInt8], carefullyAt borders: SegmentBorders, guarding guarded: GuardedTokens,
    recognizesSpecialTokens: Bool, into tokens: inout TokenBuffer
  ) throws(TokenizerError) -> Pieces {
    try limits.check(text)
    var pieces = try normalizedPieces(of: text, borders, recognizesSpecialTokens)
    try preTokenizer?.split(&pieces)
    var encoder = model.makeEncoder()
    var cuts = SpecialTokenCuts()
    while true {
      tokens = TokenBuffer(tracksSpans: true)
      try encoder.encode(pieces, into: &tokens)
      if try !cuts.cut(&pieces, where: tokens, make: guarded, named: tokenTexts) { return pieces }
    }
  }

  private func normalizedPieces(
    of text: [UInt8], _ borders: SegmentBorders, _ recognizesSpecialTokens: Bool
  ) throws(TokenizerError) -> Pieces {
    let whole = TextBuffer(original: text, tracksOrigins: true)
    if addedTokens.normalizesSpecialTokens {
      var joined = JoinedSegments(of: whole)
      for segment in borders.segments {
        var pieces = Pieces(whole.slice(segment.range))
        let isTrusted = recognizesSpecialTokens && segment.isTrusted
        addedTokens.claim(&pieces, .verbatim, recognizesSpecialTokens: isTrusted)
        try normalize(&pieces)
        addedTokens.claim(&pieces, .normalized, recognizesSpecialTokens: isTrusted)
        try joined.append(pieces)
      }
      return joined.pieces
    }
    var pieces = Pieces(whole)
    claimVerbatim(&pieces, borders, recognizesSpecialTokens: recognizesSpecialTokens)
    try normalize(&pieces)
    addedTokens.claim(&pieces, .normalized)
    return pieces
  }

  private func normalize(_ pieces: inout Pieces) throws(TokenizerError) {
    guard let normalizer else { return }
    try pieces.rewrite { (text) throws(TokenizerError) in try normalizer.normalize(&text) }
  }
}
