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
    if pair == nil, case .fromFile = truncation, case .fromFile = padding, !isShaped,
      let frame = arrangements.frame(addsSpecialTokens: addSpecialTokens)
    {
      return try encode(Array(text.utf8), in: frame, recognizesSpecialTokens: true)
    }
    return try encode(
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
    let encoding = try encodeUnpadded(input, pair: pair, options)
    guard let padding = options.padding.resolved(fileValue: padding) else { return encoding }
    var result = [encoding]
    try padding.apply(to: &result)
    return result[0]
  }

  /// The encoding before padding, which needs to know the whole batch.
  func encodeUnpadded(
    _ input: EncodeInput, pair: EncodeInput?, _ options: EncodeOptions
  ) throws(TokenizerError) -> Encoding {
    if pair == nil, let text = input.wholeText, let frame = frame(options) {
      return try encode(
        text, in: frame, recognizesSpecialTokens: options.recognizesSpecialTokens)
    }
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
      sources: SourceTexts(input.texts.map(SourceText.init)), tokenTexts: tokenTexts)
    try workspaces.withWorkspace(for: optimized.model.makeEncoder()) {
      workspace throws(TokenizerError) in
      for (position, text) in input.texts.enumerated() {
        workspace.tokens.begin(byteCount: text.count)
        try run(text, borders: input.borders, options, in: &workspace)
        encoding.append(
          workspace.tokens, of: workspace.pieces, source: position,
          word: input.isPreTokenized ? position : nil, typeID: typeID)
      }
    }
    return encoding
  }

  /// What is around a text when it is not cut off, if that is always the same.
  private func frame(_ options: EncodeOptions) -> EncodingFrame? {
    guard options.truncation.resolved(fileValue: truncation) == nil else { return nil }
    return arrangements.frame(addsSpecialTokens: options.addSpecialTokens)
  }

  /// One text with what is around every text, and neither truncation nor padding.
  private func encode(
    _ text: [UInt8], in frame: EncodingFrame, recognizesSpecialTokens: Bool
  ) throws(TokenizerError) -> Encoding {
    var encoding = Encoding(sources: SourceTexts(SourceText(text)), tokenTexts: tokenTexts)
    try encode(
      text, in: frame, recognizesSpecialTokens: recognizesSpecialTokens, into: &encoding)
    return encoding
  }

  private func encode(
    _ text: [UInt8], in frame: EncodingFrame, recognizesSpecialTokens: Bool,
    into encoding: inout Encoding
  ) throws(TokenizerError) {
    try workspaces.withWorkspace(for: optimized.model.makeEncoder()) {
      workspace throws(TokenizerError) in
      workspace.tokens.begin(byteCount: text.count, frame: frame)
      try optimized.run(text, recognizesSpecialTokens: recognizesSpecialTokens, in: &workspace)
      let textCount = workspace.tokens.ids.count - frame.before.count
      if workspace.tokens.arePlaced, textCount > 0 {
        encoding.take(&workspace.tokens, textCount, in: frame)
        return
      }
      if !workspace.tokens.arePlaced {
        encoding.append(workspace.tokens, of: workspace.pieces)
      }
      encoding = try Assembly(
        postProcessor: pipeline.postProcessor, truncation: nil,
        addsSpecialTokens: frame.addsSpecialTokens
      ).assemble(encoding, nil)
    }
  }
}

extension Encoding {
  /// Becomes the tokens of a text with their places, `textCount` of them and those before it; what
  /// is taken is no longer in `tokens`.
  fileprivate mutating func take(
    _ tokens: inout TokenBuffer, _ textCount: Int, in frame: EncodingFrame
  ) {
    tokens.append(special: frame.after)
    tokens.take(&ids, &places)
    set(frame, textCount: textCount)
    guard !tokens.shownTexts.isEmpty else { return }
    insertExceptions(tokens.shownTexts, before: frame.before.count + textCount)
  }
}
