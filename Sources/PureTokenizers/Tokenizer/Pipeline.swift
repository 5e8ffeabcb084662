/// The stages of a tokenizer, in order.
///
///     text ─► claim added tokens ─► normalize ─► claim normalized added tokens
///          ─► pre-tokenize ─► model ─► tokens
///
/// `run` is the only place where they are called.
public struct Pipeline: Sendable {
  /// Rewrites the text; nil leaves it as it is.
  public internal(set) var normalizer: (any Normalizer)? { didSet { noteStages() } }
  /// Cuts the text; nil leaves it whole.
  public internal(set) var preTokenizer: (any PreTokenizer)? { didSet { noteStages() } }
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
  /// Whether there is neither normalizer nor pre-tokenizer; to look at one that is not there takes
  /// as long as a word.
  private var isModelAlone = false
  /// Whether the model normalizes and cuts the text itself when nobody asks for offsets.
  var modelReadsText = false
  /// Where texts with normalized tokens go then, if there are such tokens.
  var detour: Detour?
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
    noteStages()
  }

  private mutating func noteStages() {
    isModelAlone = normalizer == nil && preTokenizer == nil
  }

  /// Tokenizes one text: appends its tokens to the workspace's, and leaves the pieces that they
  /// were found in there.
  ///
  /// With `borders`, no special token may be looked for in normalized text.
  func run(
    _ text: [UInt8], borders: SegmentBorders? = nil, recognizesSpecialTokens: Bool,
    in workspace: inout Workspace
  ) throws(TokenizerError) {
    try limits.check(text)
    let tracksOffsets = workspace.tokens.tracksSpans
    let isFused = isModelAlone || modelReadsText && (!tracksOffsets || modelPlacesTokens)
    let tracksOrigins =
      tracksOffsets && !(modelReadsText && modelPlacesTokens)
      || !isFused && preTokenizer?.dependsOnOrigins ?? false
    workspace.pieces.begin(original: text, tracksOrigins: tracksOrigins)
    claimVerbatim(&workspace.pieces, borders, recognizesSpecialTokens: recognizesSpecialTokens)
    if isFused, let detour {
      if try detour.search.finds(in: workspace.pieces) {
        return try run(
          text, borders, recognizesSpecialTokens: recognizesSpecialTokens, detour, in: &workspace)
      }
    } else {
      if !isFused { try normalize(&workspace.pieces) }
      claimNormalized(&workspace.pieces, recognizesSpecialTokens)
    }
    if !isFused { try preTokenizer?.split(&workspace.pieces) }
    try workspace.encoder.encode(workspace.pieces, into: &workspace.tokens)
  }

  /// The same by the plain stages, where the model would read the text.
  private func run(
    _ text: [UInt8], _ borders: SegmentBorders?, recognizesSpecialTokens: Bool, _ detour: Detour,
    in workspace: inout Workspace
  ) throws(TokenizerError) {
    let tracksOrigins =
      workspace.tokens.tracksSpans || preTokenizer?.dependsOnOrigins ?? false
    workspace.pieces.begin(original: text, tracksOrigins: tracksOrigins)
    claimVerbatim(&workspace.pieces, borders, recognizesSpecialTokens: recognizesSpecialTokens)
    try normalize(&workspace.pieces)
    claimNormalized(&workspace.pieces, recognizesSpecialTokens)
    try preTokenizer?.split(&workspace.pieces)
    var encoder = workspace.detour ?? detour.model.makeEncoder()
    workspace.detour = nil
    defer { workspace.detour = encoder }
    try encoder.encode(workspace.pieces, into: &workspace.tokens)
  }

  /// What becomes of texts that the model cannot read, because an added token is in them once they
  /// are normalized.
  struct Detour: Sendable {
    let search: NormalizedTokenSearch
    /// The model for what the plain stages make of them.
    let model: any Model
  }

  private func claimNormalized(_ pieces: inout Pieces, _ recognizesSpecialTokens: Bool) {
    addedTokens.claim(&pieces, .normalized, recognizesSpecialTokens: recognizesSpecialTokens)
  }

  private func normalize(_ pieces: inout Pieces) throws(TokenizerError) {
    guard let normalizer else { return }
    try pieces.rewrite { (text) throws(TokenizerError) in try normalizer.normalize(&text) }
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
