/// The fast calls: ids and nothing else.
extension Tokenizer {
  /// The ids of a text, truncated and padded as the file says.
  ///
  /// - Throws: as `encode(_:pair:addSpecialTokens:truncation:padding:)`.
  /// - Complexity: O(*n*) in the length of the text.
  public func ids(
    of text: String, addSpecialTokens: Bool = true
  ) throws(TokenizerError) -> [TokenID] {
    let bytes = Array(text.utf8)
    var ids: [TokenID] = []
    // Prose has a token for four to five bytes.
    ids.reserveCapacity(bytes.count / 4 + 8)
    if !isShaped, let frame = arrangements.frame(addsSpecialTokens: addSpecialTokens) {
      if !frame.before.isEmpty { ids += frame.before }
      try workspaces.withWorkspace(for: optimized.model.makeEncoder()) {
        workspace throws(TokenizerError) in
        try appendAlone(bytes, recognizesSpecialTokens: true, in: &workspace, to: &ids)
      }
      if !frame.after.isEmpty { ids += frame.after }
    } else {
      try appendIDs(
        of: EncodeInput(texts: [bytes], isPreTokenized: false),
        options: EncodeOptions(addSpecialTokens: addSpecialTokens), to: &ids)
    }
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
      let parts = try arrangements.parts(
        isPair: pair != nil, addsSpecialTokens: options.addSpecialTokens)
    else {
      ids += try encode(input, pair: pair, options: options).ids
      return
    }
    let count = ids.count
    do throws(TokenizerError) {
      try workspaces.withWorkspace(for: optimized.model.makeEncoder()) {
        workspace throws(TokenizerError) in
        if let pair {
          try append(input, pair, options, assembly, parts, in: &workspace, to: &ids)
        } else {
          try append(input, options, assembly, parts, in: &workspace, to: &ids)
        }
      }
    } catch {
      ids.removeLast(ids.count - count)
      throw error
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

  /// Appends the parts of the ids of one text.
  private func append(
    _ input: EncodeInput, _ options: EncodeOptions, _ assembly: Assembly, _ parts: [IDPart],
    in workspace: inout Workspace, to ids: inout [TokenID]
  ) throws(TokenizerError) {
    var isUsed = false
    for part in parts {
      switch part {
      case .special(let special): ids += special
      case .sequence(0):
        try append(input, options, assembly, in: &workspace, to: &ids)
        isUsed = true
      case .sequence: break
      }
    }
    if isUsed { return }
    // What is wrong with a text is an error also where a template leaves the text out.
    let count = ids.count
    try append(input, options, assembly, in: &workspace, to: &ids)
    ids.removeLast(ids.count - count)
  }

  /// Appends what truncation leaves of one text.
  private func append(
    _ input: EncodeInput, _ options: EncodeOptions, _ assembly: Assembly,
    in workspace: inout Workspace, to ids: inout [TokenID]
  ) throws(TokenizerError) {
    let start = ids.count
    try appendAlone(input, options, in: &workspace, to: &ids)
    guard assembly.truncation != nil else { return }
    let kept = try assembly.keptRanges(first: ids.count - start, second: nil)[0]
    ids.removeLast(ids.count - start - kept.upperBound)
    if kept.lowerBound > 0 { ids.removeSubrange(start..<start + kept.lowerBound) }
  }

  /// Appends the parts of the ids of a pair, of which each is cut according to both lengths.
  private func append(
    _ input: EncodeInput, _ pair: EncodeInput, _ options: EncodeOptions, _ assembly: Assembly,
    _ parts: [IDPart], in workspace: inout Workspace, to ids: inout [TokenID]
  ) throws(TokenizerError) {
    var texts: [[TokenID]] = [[], []]
    try appendAlone(input, options, in: &workspace, to: &texts[0])
    try appendAlone(pair, options, in: &workspace, to: &texts[1])
    let kept = try assembly.keptRanges(first: texts[0].count, second: texts[1].count)
    for part in parts {
      switch part {
      case .special(let special): ids += special
      case .sequence(let number) where number < texts.count: ids += texts[number][kept[number]]
      case .sequence: break
      }
    }
  }

  /// Appends what one text, or the words of one, encode to.
  private func appendAlone(
    _ input: EncodeInput, _ options: EncodeOptions, in workspace: inout Workspace,
    to ids: inout [TokenID]
  ) throws(TokenizerError) {
    guard input.borders == nil else {
      for text in input.texts {
        workspace.tokens = TokenBuffer(tracksSpans: false)
        try run(text, borders: input.borders, options, in: &workspace)
        ids += workspace.tokens.ids
      }
      return
    }
    for text in input.texts {
      try appendAlone(
        text, recognizesSpecialTokens: options.recognizesSpecialTokens, in: &workspace, to: &ids)
    }
  }

  /// Appends what a text encodes to, in the memory of `ids` itself.
  func appendAlone(
    _ text: [UInt8], recognizesSpecialTokens: Bool, in workspace: inout Workspace,
    to ids: inout [TokenID]
  ) throws(TokenizerError) {
    workspace.tokens.lend(&ids)
    defer { workspace.tokens.giveBack(&ids) }
    try optimized.run(text, recognizesSpecialTokens: recognizesSpecialTokens, in: &workspace)
  }
}
