/// Data sets: many texts, and nothing but their ids.
extension Tokenizer {
  /// The ids of many texts in one array, truncated as the file or the options say, and padded if
  /// they say so.
  ///
  /// This is the fastest call for many texts: no text gets an array of its own.
  ///
  /// - Parameters:
  ///   - inputs: the texts, whole or as words.
  ///   - options: as for single texts.
  ///   - threads: how many threads share the texts at most; as many as the machine has cores
  ///     unless given.
  /// - Throws: what the first text that fails throws; see
  ///   `encode(_:pair:addSpecialTokens:truncation:padding:)`.
  /// - Complexity: O(*n*) in the length of the texts.
  public func idRows(
    of inputs: [EncodeInput], options: EncodeOptions = EncodeOptions(), threads: Int? = nil
  ) throws(TokenizerError) -> TokenRows {
    if options.padding.resolved(fileValue: padding) != nil {
      return try paddedRows(of: inputs, options)
    }
    let parts = Parallel.parts(of: inputs.count, threads: threads)
    return TokenRows(
      joining: try Parallel.map(parts) { (part) throws(TokenizerError) in
        try rows(of: inputs[part], options)
      })
  }

  private func rows(
    of inputs: ArraySlice<EncodeInput>, _ options: EncodeOptions
  ) throws(TokenizerError) -> TokenRows {
    var rows = TokenRows(
      textCount: inputs.count, byteCount: inputs.reduce(0) { $0 + $1.byteCount })
    for input in inputs {
      try rows.addRow { (ids) throws(TokenizerError) in
        try appendIDs(of: input, options: options, to: &ids)
      }
    }
    return rows
  }

  /// Rows that may have to be as long as the longest.
  private func paddedRows(
    of inputs: [EncodeInput], _ options: EncodeOptions
  ) throws(TokenizerError) -> TokenRows {
    var rows = TokenRows()
    for encoding in try encodeBatch(inputs.map { ($0, nil) }, options: options) {
      try rows.addRow { (ids) throws(TokenizerError) in ids += encoding.ids }
    }
    return rows
  }
}
