/// Normalizer, pre-tokenizer and model in one pass over chunks of text, for ids alone.
///
/// Where a pipeline falls apart at white space, the ids of a chunk depend on the chunk alone. So a
/// chunk is found in a `WordTable` by its bytes as they stand in the text: case, punctuation and
/// the space before it included. The plain stages run for chunks that have not been seen, and
/// nothing is rewritten on a hit. When offsets are asked for, the plain stages do everything.
struct FusedChunks: Model {
  /// The plain model.
  let model: any Model
  /// Where text is cut.
  let rule: ChunkRule
  /// What becomes of a chunk before the model sees it.
  let preparation: ChunkPreparation
  /// The same for chunks of ASCII, if there is a short way.
  let shortcut: ASCIIPreparation?

  var vocabulary: Vocabulary { model.vocabulary }

  func makeEncoder() -> any PieceEncoder { FusedChunksEncoder(self) }
}

/// What becomes of a chunk before the model sees it.
enum ChunkPreparation: Sendable {
  /// The plain stages run on it.
  case stages(normalizer: (any Normalizer)?, preTokenizer: (any PreTokenizer)?)
  /// Spaces are written as ▁, and the first chunk of a piece may get one more in front.
  case spelled(SpacePrefix)

  /// When the first chunk of a piece gets a ▁ in front.
  enum SpacePrefix: Sendable {
    /// Never.
    case never
    /// Always, as the normalizer Prepend does.
    case prepended
    /// Unless it begins with one or with a space, as Metaspace does.
    case always
    /// The same, at the start of the text only.
    case first
  }
}

extension ChunkPreparation {
  /// Makes `pieces` the model's pieces of a chunk.
  func prepare(
    _ chunk: UnsafeRawBufferPointer, at start: Int, isFirst: Bool, _ pieces: inout Pieces
  ) throws(TokenizerError) {
    switch self {
    case .spelled(let prefix):
      let isPrefixed = unsafe isFirst && prefix.applies(to: chunk, at: start)
      pieces.refill { text, elements in
        if isPrefixed { text += SpacePrefix.mark }
        for index in chunk.indices {
          let byte = unsafe chunk[index]
          if byte == 0x20 { text += SpacePrefix.mark } else { text.append(byte) }
        }
        elements.append(Piece(0..<text.count))
      }
    case .stages(let normalizer, let preTokenizer):
      pieces = unsafe Pieces(TextBuffer(original: Array(chunk), tracksOrigins: false))
      if let normalizer {
        try pieces.rewrite { (text) throws(TokenizerError) in try normalizer.normalize(&text) }
      }
      try preTokenizer?.split(&pieces)
    }
  }

  /// Whether the first chunk of a piece is like all others.
  var treatsFirstAlike: Bool {
    switch self {
    case .stages: true
    case .spelled(let prefix): prefix == .never
    }
  }
}

extension ChunkPreparation.SpacePrefix {
  /// U+2581.
  static let mark: [UInt8] = [0xE2, 0x96, 0x81]

  fileprivate func applies(to chunk: UnsafeRawBufferPointer, at start: Int) -> Bool {
    switch self {
    case .never: return false
    case .prepended: return true
    case .first: guard start == 0 else { return false }
    case .always: break
    }
    let begins = unsafe chunk.starts(with: Self.mark)
    return unsafe chunk.first != 0x20 && !begins
  }
}
