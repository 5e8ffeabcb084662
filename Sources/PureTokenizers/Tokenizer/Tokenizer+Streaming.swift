/// Encoding text while it comes in.
extension Tokenizer {
  /// An encoder for text that comes in piece by piece.
  ///
  ///     var stream = try tokenizer.makeEncodeStream()
  ///     for piece in pieces { use(try stream.append(piece)) }
  ///     use(try stream.finish())
  ///
  /// Its ids are those of `encode` without truncation and padding, which `options` cannot ask for.
  ///
  /// - Throws: `TokenizerError.invalidTemplate` when the post-processor cannot be applied.
  public func makeEncodeStream(
    options: EncodeOptions = EncodeOptions()
  ) throws(TokenizerError) -> TokenStreamEncoder {
    var options = options
    options.truncation = .disabled
    options.padding = .disabled
    let parts = try arrangements.parts(
      isPair: false, addsSpecialTokens: options.addSpecialTokens)
    return TokenStreamEncoder(
      self, options, plan: seamPlan, frame: parts.flatMap(TokenStreamEncoder.Frame.init))
  }

  /// The plan, which is made when it is asked for the first time; by several at once rather than
  /// behind a lock, where a child after `fork` could wait for ever.
  private var seamPlan: SeamPlan? {
    var known = LazySeamPlan.unmade
    seams.withLockSoon { known = $0 }
    if case .made(let plan) = known { return plan }
    let plan = SeamPlan(pipeline)
    seams.withLockSoon { $0 = .made(plan) }
    return plan
  }

  /// A plan that may still have to be made.
  enum LazySeamPlan: Sendable {
    case unmade
    case made(SeamPlan?)
  }

  /// The ids of a text without special tokens around it.
  func idsAlone(
    of text: [UInt8], _ options: EncodeOptions
  ) throws(TokenizerError) -> [TokenID] {
    var ids: [TokenID] = []
    try workspaces.withWorkspace(for: optimized.model.makeEncoder()) {
      workspace throws(TokenizerError) in
      try appendAlone(
        text, recognizesSpecialTokens: options.recognizesSpecialTokens, in: &workspace, to: &ids)
    }
    return ids
  }
}

extension TokenStreamEncoder.Frame {
  /// Nil when the ids of the text do not stand there once.
  init?(_ parts: [IDPart]) {
    var isBefore = true
    for part in parts {
      switch part {
      case .special(let ids) where isBefore: leading += ids
      case .special(let ids): trailing += ids
      case .sequence(0) where isBefore: isBefore = false
      case .sequence: return nil
      }
    }
    if isBefore { return nil }
  }
}
