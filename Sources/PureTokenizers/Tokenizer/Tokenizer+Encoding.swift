/// Encoding with everything that is known about the tokens.
extension Tokenizer {
  /// Encodes a text, or a pair of texts.
  ///
  /// - Parameters:
  ///   - text: any text; an empty one gives no tokens but special ones.
  ///   - pair: a second text that the model sees together with the first.
  ///   - addSpecialTokens: whether the post-processor adds its tokens, such as `[CLS]`.
  ///   - truncation: where to cut off; as the file says unless given.
  ///   - padding: what to fill up with; as the file says unless given.
  /// - Throws: `TokenizerError.missingUnknownToken` when the model has no token for a part of the
  ///   text and no unknown token; `.invalidTruncation`, `.invalidPadding` or `.invalidTemplate`
  ///   when these cannot be done; `.patternTooExpensive` and `.textTooLarge` past the limits.
  /// - Complexity: O(*n*) in the length of the texts.
  public func encode(
    _ text: String, pair: String? = nil, addSpecialTokens: Bool = true,
    truncation: EncodeOptions.Setting<Truncation> = .fromFile,
    padding: EncodeOptions.Setting<Padding> = .fromFile
  ) throws(TokenizerError) -> Encoding {
    try encode(
      .text(text), pair: pair.map { .text($0) },
      options: EncodeOptions(
        addSpecialTokens: addSpecialTokens, truncation: truncation, padding: padding))
  }

  /// Encodes a text or words, or a pair of them, with all options.
  ///
  /// - Throws: as `encode(_:pair:addSpecialTokens:truncation:padding:)`.
  /// - Complexity: O(*n*) in the length of the texts.
  public func encode(
    _ input: EncodeInput, pair: EncodeInput? = nil, options: EncodeOptions = EncodeOptions()
  ) throws(TokenizerError) -> Encoding {
    var result = [try encodeUnpadded(input, pair: pair, options)]
    try options.padding.resolved(fileValue: padding)?.apply(to: &result)
    return result[0]
  }

  /// The encoding before padding, which needs to know the whole batch.
  func encodeUnpadded(
    _ input: EncodeInput, pair: EncodeInput?, _ options: EncodeOptions
  ) throws(TokenizerError) -> Encoding {
    let assembly = try assembly(options)
    let first = try encodeAlone(input, options)
    guard let pair else { return try assembly.assemble(first, nil) }
    return try assembly.assemble(first, encodeAlone(pair, options, typeID: 1))
  }

  /// What happens to the encodings of single texts.
  func assembly(_ options: EncodeOptions) throws(TokenizerError) -> Assembly {
    let truncation = options.truncation.resolved(fileValue: truncation)
    if let truncation, truncation != self.truncation {
      // Python checks what `enable_truncation` is given, and takes what a file says unchecked.
      try truncation.check(addedTokens: pipeline.postProcessor?.addedTokenCount(isPair: false) ?? 0)
    }
    return Assembly(
      postProcessor: pipeline.postProcessor, truncation: truncation,
      addsSpecialTokens: options.addSpecialTokens)
  }

  /// One text, or the words of one, before truncation and post-processing.
  private func encodeAlone(
    _ input: EncodeInput, _ options: EncodeOptions, typeID: UInt32 = 0
  ) throws(TokenizerError) -> Encoding {
    var encoding = Encoding(
      sources: SourceTexts(input.texts.map(SourceText.init)), tokenTexts: pipeline.tokenTexts)
    try workspaces.withWorkspace(for: optimized.model) { workspace throws(TokenizerError) in
      for (position, text) in input.texts.enumerated() {
        workspace.tokens = TokenBuffer(tracksSpans: true, byteCount: text.count)
        let pieces = try run(text, borders: input.borders, options, in: &workspace)
        encoding.append(
          workspace.tokens, of: pieces, source: position,
          word: input.isPreTokenized ? position : nil, typeID: typeID)
      }
    }
    return encoding
  }
}
