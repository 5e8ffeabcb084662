/// The stages of a tokenizer, in order.
///
///     text ─► claim added tokens ─► normalize ─► claim normalized added tokens
///          ─► pre-tokenize ─► model ─► tokens
///
/// `run` is the only place where they are called.
public struct Pipeline: Sendable {
  /// Rewrites the text; nil leaves it as it is.
  public internal(set) var normalizer: (any Normalizer)?
  /// Cuts the text; nil leaves it whole.
  public internal(set) var preTokenizer: (any PreTokenizer)?
  /// Turns pieces into tokens.
  public internal(set) var model: any Model
  /// Puts special tokens around the tokens; nil adds none.
  public internal(set) var postProcessor: (any PostProcessor)?
  /// Turns tokens back into text; nil joins them with spaces.
  public internal(set) var decoder: (any TokenDecoder)?
  /// Tokens that are found in the text before the model sees it.
  public let addedTokens: AddedTokens
  /// How much texts may ask for.
  public let limits: TokenizerLimits
  /// Whether the model normalizes and cuts the text itself when nobody asks for offsets.
  var modelReadsText = false
  /// Whether texts are put together from a table of what each token adds.
  var decodesByTable = false
  /// Whether it does so when somebody asks for them as well.
  var modelPlacesTokens = false

  /// The stages, and the tokens to find in the text before the model sees it.
  ///
  /// - Throws: `TokenizerError` when an added token cannot be normalized.
  public init(
    normalizer: (any Normalizer)? = nil, preTokenizer: (any PreTokenizer)? = nil,
    model: any Model, postProcessor: (any PostProcessor)? = nil,
    decoder: (any TokenDecoder)? = nil, addedTokens: [AddedToken] = [],
    limits: TokenizerLimits = TokenizerLimits()
  ) throws(TokenizerError) {
    self.normalizer = normalizer
    self.preTokenizer = preTokenizer
    self.model = model
    self.postProcessor = postProcessor
    self.decoder = decoder
    self.limits = limits
    self.addedTokens = try AddedTokens(
      addedTokens, vocabulary: model.vocabulary, normalizer: normalizer)
  }

  /// Tokenizes one text: appends its tokens to the workspace's, and gives the pieces that they
  /// were found in.
  ///
  /// With `borders`, no special token may be looked for in normalized text.
  func run(
    _ text: [UInt8], borders: SegmentBorders? = nil, recognizesSpecialTokens: Bool,
    in workspace: inout Workspace
  ) throws(TokenizerError) -> Pieces {
    try limits.check(text)
    let tracksOffsets = workspace.tokens.tracksSpans
    let isFused = modelReadsText && (!tracksOffsets || modelPlacesTokens)
    let tracksOrigins = !isFused && (tracksOffsets || preTokenizer?.dependsOnOrigins ?? false)
    var pieces = Pieces(TextBuffer(original: text, tracksOrigins: tracksOrigins))
    claimVerbatim(&pieces, borders, recognizesSpecialTokens: recognizesSpecialTokens)
    if let normalizer, !isFused {
      try pieces.rewrite { (text) throws(TokenizerError) in try normalizer.normalize(&text) }
    }
    addedTokens.claim(
      &pieces, .normalized, recognizesSpecialTokens: recognizesSpecialTokens)
    if !isFused { try preTokenizer?.split(&pieces) }
    try workspace.encoder.encode(pieces, into: &workspace.tokens)
    return pieces
  }

  func claimVerbatim(
    _ pieces: inout Pieces, _ borders: SegmentBorders?, recognizesSpecialTokens: Bool
  ) {
    if let borders {
      pieces = Pieces(pieces.text, cutAt: borders)
      addedTokens.claim(&pieces, .verbatim) { piece, isSpecial in
        isSpecial && recognizesSpecialTokens
          && borders.segment(at: piece.lowerBound)?.isTrusted ?? false
      }
      pieces.join(at: borders)
    }
    addedTokens.claim(
      &pieces, .verbatim, recognizesSpecialTokens: recognizesSpecialTokens && borders == nil)
  }
}
