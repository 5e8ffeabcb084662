/// How much a file or a text may ask for; what goes beyond is a `TokenizerError`.
///
///     let limits = TokenizerLimits(textBytes: 1 << 20, patternSteps: 1_000_000)
///     let tokenizer = try Tokenizer(contentsOf: path, loader: StageLoader(limits: limits))
///
/// The limits that are not named here follow from these (a normalizer may make 64 times as much of
/// a text), or keep a thread's stack and 32-bit positions whole, and cannot be set.
public struct TokenizerLimits: Hashable, Sendable {
  /// The most bytes of UTF-8 in one text; with segments or a stream, in what is encoded at once.
  public let textBytes: Int
  /// The most steps that a regular expression takes in one text, beside some for each of its bytes.
  ///
  /// A step takes 10 to 25 ns. A fourth of them may be taken at one place, and half in all, where
  /// an expression refers back to what it has matched.
  public let patternSteps: Int
  /// The most stages of one kind in a file, those of sequences within sequences included.
  public let stages: Int
  /// The most tokens that a file may fill every text up to; its `padding` is read for that.
  ///
  /// A file that fills up to millions makes the shortest text cost hundreds of megabytes. What a
  /// call itself asks for has the limits of ``Padding``.
  public let paddedTokens: Int

  /// Two gigabytes, about a second, ten thousand stages, and four million tokens, unless told
  /// otherwise.
  ///
  /// Less than nothing is nothing, and no text may have more than two gigabytes.
  public init(
    textBytes: Int = Int(Int32.max), patternSteps: Int = 40_000_000, stages: Int = 10_000,
    paddedTokens: Int = Padding.maxLength
  ) {
    self.textBytes = Swift.min(Swift.max(textBytes, 0), Limits.textBytes)
    self.patternSteps = Swift.min(Swift.max(patternSteps, 0), 1 << 60)
    self.stages = Swift.max(stages, 0)
    self.paddedTokens = Swift.max(paddedTokens, 0)
  }
}

extension TokenizerLimits {
  /// Throws when `text` is too large.
  func check(_ text: [UInt8]) throws(TokenizerError) {
    guard text.count <= textBytes else { throw .textTooLarge(limit: textBytes) }
  }

  /// Throws when a file has too many stages of a kind, or fills texts up too far.
  ///
  /// Every stage looks at the whole text: a million times `NFC` take seconds for 10 KB.
  func check(_ file: LoadedTokenizer) throws(TokenizerError) {
    try check(file.padding)
    let counts = [
      ("normalizer", NormalizerSequence.members(of: file.normalizer).count),
      ("pre_tokenizer", PreTokenizerSequence.members(of: file.preTokenizer).count),
      ("post_processor", Self.count(file.postProcessor)), ("decoder", Self.count(file.decoder)),
    ]
    for (path, count) in counts where count > stages {
      throw .invalidFile(path: path, problem: "\(count) stages (at most \(stages))")
    }
  }

  /// What is beyond the limits of `Padding` itself is an error of the texts that it is done to, as
  /// Hugging Face's library loads such a file.
  private func check(_ padding: Padding?) throws(TokenizerError) {
    guard paddedTokens < Padding.maxLength, let padding else { return }
    let length = padding.length(longest: 1)
    guard length > Swift.max(paddedTokens, 1) else { return }
    throw .invalidFile(
      path: "padding", problem: "fills up to \(length) tokens (at most \(paddedTokens))")
  }

  private static func count(_ processor: (any PostProcessor)?) -> Int {
    guard let sequence = processor as? PostProcessorSequence else { return 1 }
    return sequence.processors.reduce(0) { $0 + count($1) }
  }

  private static func count(_ decoder: (any TokenDecoder)?) -> Int {
    guard let sequence = decoder as? DecoderSequence else { return 1 }
    return sequence.decoders.reduce(0) { $0 + count($1) }
  }
}
