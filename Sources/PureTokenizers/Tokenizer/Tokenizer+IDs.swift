/// The fast calls: ids and nothing else.
extension Tokenizer {
  /// The ids of a text, truncated and padded as the file says.
  ///
  /// - Throws: as `encode(_:pair:addSpecialTokens:truncation:padding:)`.
  /// - Complexity: O(*n*) in the length of the text.
  public func ids(
    of text: String, addSpecialTokens: Bool = true
  ) throws(TokenizerError) -> [TokenID] {
    var ids: [TokenID] = []
    try appendIDs(
      of: .text(text), options: EncodeOptions(addSpecialTokens: addSpecialTokens), to: &ids)
    return ids
  }

  /// Appends the ids of a text, or of a pair of texts, to those of the texts before.
  ///
  /// - Throws: as `encode(_:pair:addSpecialTokens:truncation:padding:)`; `ids` is unchanged then.
  /// - Complexity: O(*n*) in the length of the texts.
  public func appendIDs(
    of input: EncodeInput, pair: EncodeInput? = nil, options: EncodeOptions = EncodeOptions(),
    to ids: inout [TokenID]
  ) throws(TokenizerError) {
    let assembly = try assembly(options)
    guard options.padding.resolved(fileValue: padding) == nil,
      let parts = try assembly.arrangement(isPair: pair != nil)
    else {
      ids += try encode(input, pair: pair, options: options).ids
      return
    }
    try workspaces.withWorkspace(for: optimized.model) { workspace throws(TokenizerError) in
      var texts = [try idsAlone(of: input, options, in: &workspace)]
      if let pair { texts.append(try idsAlone(of: pair, options, in: &workspace)) }
      let kept = try assembly.keptRanges(
        first: texts[0].count, second: texts.count > 1 ? texts[1].count : nil)
      for part in parts {
        switch part {
        case .special(let special): ids += special
        case .sequence(let number) where number < texts.count: ids += texts[number][kept[number]]
        case .sequence: break
        }
      }
    }
  }

  /// The number of tokens of a text, special tokens included unless told otherwise; truncation
  /// and padding do not count.
  ///
  /// - Throws: as `encode(_:pair:addSpecialTokens:truncation:padding:)`.
  /// - Complexity: O(*n*) in the length of the text.
  public func count(_ text: String, addSpecialTokens: Bool = true) throws(TokenizerError) -> Int {
    var ids: [TokenID] = []
    let options = EncodeOptions(
      addSpecialTokens: addSpecialTokens, truncation: .disabled, padding: .disabled)
    try appendIDs(of: .text(text), options: options, to: &ids)
    return ids.count
  }

  private func idsAlone(
    of input: EncodeInput, _ options: EncodeOptions, in workspace: inout Workspace
  ) throws(TokenizerError) -> [TokenID] {
    var ids: [TokenID] = []
    for text in input.texts {
      _ = try run(
        text, borders: input.borders, tracksOffsets: false, options, in: &workspace)
      if ids.isEmpty { ids = workspace.tokens.ids } else { ids += workspace.tokens.ids }
    }
    return ids
  }
}
