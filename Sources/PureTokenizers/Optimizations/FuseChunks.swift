extension Optimization {
  /// Tokenizes text chunk by chunk, without rewriting it, where the stages fall apart at spaces.
  static let fuseChunks = Optimization("fuse chunks") { pipeline in
    guard !pipeline.modelReadsText, pipeline.model.tokenizesPiecesAlone,
      let plan = ChunkPlan(of: pipeline) ?? ChunkPlan(merging: pipeline)
    else { return }
    let fused = FusedChunks(
      model: pipeline.model, rule: plan.rule, preparation: plan.preparation,
      shortcut: ASCIIPreparation(of: plan, pipeline),
      shiftedPlaces: ShiftedPlaces(pipeline.normalizer))
    if let search = NormalizedTokenSearch(pipeline, plan) {
      pipeline.detour = Pipeline.Detour(search: search, model: pipeline.model)
    }
    pipeline.model = fused
    pipeline.modelReadsText = true
    pipeline.modelPlacesTokens = fused.placesTokens
  }
}

/// How the stages of a pipeline can be fused.
struct ChunkPlan {
  var rule: ChunkRule
  var preparation: ChunkPreparation

  /// Nil when it is not certain that the stages fall apart at spaces.
  init?(of pipeline: Pipeline) {
    let normalizers = NormalizerSequence.members(of: pipeline.normalizer)
    let preTokenizers = PreTokenizerSequence.members(of: pipeline.preTokenizer)
    guard
      let rule = Self.rule(droppingSpaces: preTokenizers, normalizers)
    else { return nil }
    self.rule = rule
    preparation = .stages(
      normalizer: pipeline.normalizer, preTokenizer: pipeline.preTokenizer)
    guard separatesWords(pipeline.normalizer) else { return nil }
  }

  /// The rule where the first pre-tokenizer drops white space, and the others look at one piece.
  private static func rule(
    droppingSpaces preTokenizers: [any PreTokenizer], _ normalizers: [any Normalizer]
  ) -> ChunkRule? {
    guard let first = preTokenizers.first, first.dropsSpaces,
      preTokenizers.allSatisfy(\.looksAtPiecesAlone), let edges = edges(of: normalizers)
    else { return nil }
    var rule = ChunkRule(edges: edges, cutsAtTabs: true, cutsAtNewlines: true, cutsInRuns: true)
    if edges == .any, first is BertPreTokenizer {
      rule.cutsAtPunctuation = true
      rule.cutsAtChinese = normalizers.contains {
        ($0 as? BertNormalizer)?.handleChineseCharacters ?? false
      }
    }
    return rule
  }

  /// What must stand beside a space so that the normalizers treat both sides on their own.
  private static func edges(of normalizers: [any Normalizer]) -> ChunkRule.Edges? {
    if normalizers.allSatisfy(\.looksAcrossNoSpace) { return .any }
    // The limit for what normalizers make is that of whole texts; no chunk may come near it.
    guard normalizers.reduce(1, { $0 * Swift.min($1.expansion, 65) }) <= 64 else { return nil }
    if normalizers.count == 1, normalizers[0] is PrecompiledCharsmap { return .clusters }
    let areKnown = normalizers.allSatisfy {
      $0.looksAcrossNoSpace || $0 is PrecompiledCharsmap
        || ($0 as? Replace)?.isIndifferentToSpaces ?? false
    }
    return areKnown ? .ascii : nil
  }

  /// Whether what the rule takes for white space is white space after normalization, and, where it
  /// matters, what is seen stays so.
  private func separatesWords(_ normalizer: (any Normalizer)?) -> Bool {
    let spaces: [UInt8] = [0x20, 0x0A, 0x09]
    let separates = spaces.allSatisfy { space in
      guard let text = normalized([0x61, space, 0x61], with: normalizer), text.count == 3 else {
        return false
      }
      return text[0] == 0x61 && text[2] == 0x61 && spaces.contains(text[1])
    }
    guard separates, rule.edges == .ascii else { return separates }
    return (0x21...0x7E as ClosedRange<UInt8>).allSatisfy { byte in
      normalized([byte], with: normalizer).map { $0.count == 1 && $0[0] > 0x20 && $0[0] < 0x7F }
        ?? false
    }
  }
}

extension ChunkPlan {
  /// What a normalizer makes of a text; nil when it cannot.
  func normalized(_ text: [UInt8], with normalizer: (any Normalizer)?) -> [UInt8]? {
    var buffer = TextBuffer(original: text, tracksOrigins: false)
    do throws(TokenizerError) { try normalizer?.normalize(&buffer) } catch { return nil }
    return buffer.bytes
  }
}

extension Model {
  /// Whether the tokens of a piece are the same whatever stands before or after it.
  var tokenizesPiecesAlone: Bool {
    if let model = self as? BPE { return !model.options.dropsMerges }
    return self is WordPiece || self is Unigram || self is WordLevel
  }
}

extension NormalizerSequence {
  /// The normalizers that `normalizer` runs, those of sequences within it included.
  static func members(of normalizer: (any Normalizer)?) -> [any Normalizer] {
    guard let sequence = normalizer as? NormalizerSequence else {
      return normalizer.map { [$0] } ?? []
    }
    return sequence.normalizers.flatMap { members(of: $0) }
  }
}

extension PreTokenizerSequence {
  /// The pre-tokenizers that `preTokenizer` runs, those of sequences within it included.
  static func members(of preTokenizer: (any PreTokenizer)?) -> [any PreTokenizer] {
    guard let sequence = preTokenizer as? PreTokenizerSequence else {
      return preTokenizer.map { [$0] } ?? []
    }
    return sequence.preTokenizers.flatMap { members(of: $0) }
  }
}

extension Normalizer {
  /// Whether the text before a space, and that from it on, can be normalized on their own: spaces
  /// stay, and nothing composes with one or is reordered across it.
  fileprivate var looksAcrossNoSpace: Bool {
    self is BertNormalizer || self is Lowercase || self is StripAccents || self is Nmt
      || self is NFC || self is NFD || self is NFKC || self is NFKD
  }
}

extension Normalizer {
  /// How many times as long a text may become by what the file says; Unicode's rules do not count.
  fileprivate var expansion: Int {
    if let charsmap = self as? PrecompiledCharsmap { return Swift.max(charsmap.longestText, 1) }
    return Swift.max((self as? Replace)?.content.count ?? 1, 1)
  }
}

extension Replace {
  /// Whether the pattern is a literal of ASCII without spaces, and so is the content; or whether
  /// several spaces become one.
  fileprivate var isIndifferentToSpaces: Bool {
    switch pattern.form {
    case .literal(let literal): Self.isSeen(literal) && Self.isSeen(content)
    case .regex(let source): source == Array(" {2,}".utf8) && content == [0x20]
    }
  }

  private static func isSeen(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}

extension PreTokenizer {
  /// Whether white space is where pieces end, and in no piece.
  fileprivate var dropsSpaces: Bool {
    self is BertPreTokenizer || self is WhitespaceSplit || self is Whitespace
  }

  /// Whether every piece is cut as if it were alone.
  fileprivate var looksAtPiecesAlone: Bool {
    dropsSpaces || self is Punctuation || self is Digits
      || (self as? Metaspace).map { !$0.dependsOnOrigins } ?? false
  }
}
