/// Normalizer, pre-tokenizer and model in one pass over chunks of text.
///
/// Where a pipeline falls apart at white space, the tokens of a chunk depend on the chunk alone, and
/// their places in it too. So a chunk is found in a `WordTable` by its bytes as they stand in the
/// text: case, punctuation and the space before it included. The plain stages run for chunks that
/// have not been seen, and nothing is rewritten on a hit.
struct FusedChunks: Model {
  /// The plain model.
  let model: any Model
  /// Where text is cut.
  let rule: ChunkRule
  /// What becomes of a chunk before the model sees it.
  let preparation: ChunkPreparation
  /// The same for chunks of ASCII, if there is a short way.
  let shortcut: ASCIIPreparation?
  /// Tells when places depend on the chunk that the text begins with, if they may.
  let shiftedPlaces: ShiftedPlaces?

  var vocabulary: Vocabulary { model.vocabulary }

  /// Whether ids leave room for places in a `ChunkSlot`; if not, the plain stages find the places.
  var placesTokens: Bool { (vocabulary.entries.last?.id ?? 0) < ChunkSlot.idLimit }

  /// The plain model's encoder for pieces that have not been seen.
  ///
  /// Chunks are pieces, most often, so its cache would only be a second one of the same, and cost a
  /// third of the time of a first pass.
  func makePlainEncoder() -> any PieceEncoder {
    guard placesTokens else { return model.makeEncoder() }
    switch model {
    case let model as WordPiece: return WordPieceEncoder(model: model, keepsPieces: false)
    case let model as Unigram: return UnigramEncoder(model: model, keepsPieces: false)
    case let model as BPE: return BPEEncoder(model: model, keepsPieces: preparation.countsWords)
    default: return model.makeEncoder()
    }
  }

  /// Makes `pieces` the model's pieces of a chunk.
  func prepare(
    _ chunk: UnsafeRawBufferPointer, at start: Int, isFirst: Bool, _ pieces: inout Pieces
  ) throws(TokenizerError) {
    if let shortcut, unsafe shortcut.prepare(chunk, &pieces) { return }
    try unsafe preparation.prepare(chunk, at: start, isFirst: isFirst, &pieces)
  }

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
        unsafe spell(chunk, isPrefixed: isPrefixed, in: &text)
        elements.append(Piece(0..<text.count))
      }
    case .stages(let normalizer, let preTokenizer):
      pieces = unsafe Pieces(
        TextBuffer(original: Array(chunk), tracksOrigins: pieces.text.tracksOrigins))
      if let normalizer {
        try pieces.rewrite { (text) throws(TokenizerError) in try normalizer.normalize(&text) }
      }
      try preTokenizer?.split(&pieces)
    }
  }

  private func spell(
    _ chunk: UnsafeRawBufferPointer, isPrefixed: Bool, in text: inout TextBuffer
  ) {
    var origin = Origin(start: 0, end: 0)
    for index in chunk.indices {
      let byte = unsafe chunk[index]
      if byte & 0xC0 != 0x80 {
        let length = UInt32(truncatingIfNeeded: UTF8Scalars.length(lead: byte))
        origin = Origin(start: origin.end, end: origin.end &+ length)
        if index == 0, isPrefixed { text.append(mark: origin) }
      }
      if byte == 0x20 { text.append(mark: origin) } else { text.append(byte, from: origin) }
    }
  }

  /// Whether pieces are the words that an encoding counts; if not, the whole text is one.
  var countsWords: Bool {
    if case .stages = self { return true }
    return false
  }

  /// When the first chunk of a piece gets a ▁ in front.
  var prefix: SpacePrefix? {
    guard case .spelled(let prefix) = self else { return nil }
    return prefix
  }
}

extension ChunkPreparation.SpacePrefix {
  /// U+2581.
  static let mark: [UInt8] = [0xE2, 0x96, 0x81]

  /// Whether a ▁ is put in front of the first chunk of the piece at `start`, so that its tokens are
  /// not those of the same chunk elsewhere.
  @inline(__always)
  func applies(to chunk: UnsafeRawBufferPointer, at start: Int) -> Bool {
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

extension TextBuffer {
  /// Appends a ▁ that stands for `origin`.
  @inline(__always)
  mutating func append(mark origin: Origin) {
    // `SpacePrefix.mark`, byte by byte rather than in a loop: runs of spaces are long.
    append(0xE2, from: origin)
    append(0x96, from: origin)
    append(0x81, from: origin)
  }
}
