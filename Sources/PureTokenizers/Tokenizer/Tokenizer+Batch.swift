import Dispatch

/// Many texts at once, on all cores.
extension Tokenizer {
  /// Encodes texts in parallel, and fills them up to a common length if padding asks for it.
  ///
  /// The encodings stand in the order of the texts.
  ///
  /// - Throws: what the first text that fails throws; see
  ///   `encode(_:pair:addSpecialTokens:truncation:padding:)`.
  public func encodeBatch(
    _ texts: [String], addSpecialTokens: Bool = true,
    truncation: EncodeOptions.Setting<Truncation> = .fromFile,
    padding: EncodeOptions.Setting<Padding> = .fromFile
  ) throws(TokenizerError) -> [Encoding] {
    try encodeBatch(
      texts.map { (.text($0), nil) },
      options: EncodeOptions(
        addSpecialTokens: addSpecialTokens, truncation: truncation, padding: padding))
  }

  /// Encodes texts, words or pairs in parallel, with all options.
  ///
  /// - Throws: as `encodeBatch(_:addSpecialTokens:truncation:padding:)`.
  public func encodeBatch(
    _ inputs: [(input: EncodeInput, pair: EncodeInput?)], options: EncodeOptions = EncodeOptions()
  ) throws(TokenizerError) -> [Encoding] {
    var encodings = try Parallel.map(inputs) { (input) throws(TokenizerError) in
      try encodeUnpadded(input.input, pair: input.pair, options)
    }
    try options.padding.resolved(fileValue: padding)?.apply(to: &encodings)
    return encodings
  }

  /// The ids of texts, in parallel and in the order of the texts.
  ///
  /// - Throws: as `encodeBatch(_:addSpecialTokens:truncation:padding:)`.
  public func idsBatch(
    of texts: [String], addSpecialTokens: Bool = true
  ) throws(TokenizerError) -> [[TokenID]] {
    if padding != nil {
      return try encodeBatch(texts, addSpecialTokens: addSpecialTokens).map(\.ids)
    }
    return try Parallel.map(texts) { (text) throws(TokenizerError) in
      try ids(of: text, addSpecialTokens: addSpecialTokens)
    }
  }

  /// The texts of lists of ids, in parallel and in order.
  ///
  /// - Throws: as `decode(_:skipSpecialTokens:)`.
  public func decodeBatch(
    _ batch: [[TokenID]], skipSpecialTokens: Bool = true
  ) throws(TokenizerError) -> [String] {
    try Parallel.map(batch) { (ids) throws(TokenizerError) in
      try decode(ids, skipSpecialTokens: skipSpecialTokens)
    }
  }
}

/// Runs the same work on many elements, on all cores.
enum Parallel {
  private static let runs = 64

  /// `count` elements in as many parts as threads may share; in many, so that all cores are busy
  /// to the end, unless given.
  static func parts(of count: Int, threads: Int?) -> [Range<Int>] {
    let parts = Swift.max(1, Swift.min(count, threads ?? runs))
    return (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
  }

  /// The results in the order of the elements, or the error of the first that failed.
  ///
  /// Elements are handed out in runs, so that small ones cost little more than their work.
  static func map<Element: Sendable, Output: Sendable>(
    _ elements: [Element],
    _ body: @Sendable (Element) throws(TokenizerError) -> Output
  ) throws(TokenizerError) -> [Output] {
    let runs = Swift.min(elements.count, runs)
    guard runs > 1 else { return try elements.map(body) }
    let results = Lock<[Result<[Output], TokenizerError>?]>(Array(repeating: nil, count: runs))
    DispatchQueue.concurrentPerform(iterations: runs) { run in
      let part = elements[elements.count * run / runs..<elements.count * (run + 1) / runs]
      let result = Result { () throws(TokenizerError) in try part.map(body) }
      results.withLock { $0[run] = result }
    }
    var outputs: [Output] = []
    outputs.reserveCapacity(elements.count)
    for result in results.withLock({ $0 }) {
      if let result { outputs += try result.get() }
    }
    return outputs
  }
}
