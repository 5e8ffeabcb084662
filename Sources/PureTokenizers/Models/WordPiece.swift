/// Cuts a piece into the longest tokens there are, from left to right.
///
///     "unwanted"  →  "un" "##want" "##ed"
///
/// If that fails anywhere the whole piece is one unknown token.
public struct WordPiece: Model {
  /// The tokens.
  public let vocabulary: Vocabulary
  /// The token for pieces that cannot be cut into tokens.
  public let unknownToken: [UInt8]
  /// What stands before every token but the first: `##`.
  public let continuingSubwordPrefix: [UInt8]
  /// A piece of more scalars than this is unknown.
  public let maxInputCharactersPerWord: Int

  private let trie: TokenTrie
  /// Where tokens begin that continue a piece; nil when there are none.
  private let continuation: TokenTrie.Node?
  private let unknownID: TokenID?

  /// A model of the tokens of `vocabulary`.
  public init(
    vocabulary: Vocabulary, unknownToken: [UInt8] = Array("[UNK]".utf8),
    continuingSubwordPrefix: [UInt8] = Array("##".utf8), maxInputCharactersPerWord: Int = 100
  ) {
    self.vocabulary = vocabulary
    self.unknownToken = unknownToken
    self.continuingSubwordPrefix = continuingSubwordPrefix
    self.maxInputCharactersPerWord = maxInputCharactersPerWord
    trie = TokenTrie(vocabulary, wholeTo: continuingSubwordPrefix.count)
    continuation = trie.node(of: continuingSubwordPrefix)
    unknownID = vocabulary.id(of: unknownToken)
  }

  /// A cache of words, and room for the tokens of one, for one task at a time.
  public func makeEncoder() -> any PieceEncoder { WordPieceEncoder(model: self) }

  /// Appends the tokens of the bytes of `text` in `range` and their lengths; false when the piece
  /// cannot be cut into tokens.
  fileprivate func tokenize(
    _ text: [UInt8], _ range: Range<Int>, _ ids: inout [TokenID], _ lengths: inout [UInt32]
  ) -> Bool {
    guard !hasTooManyScalars(text, range) else { return false }
    var start = range.lowerBound
    while start < range.upperBound {
      let first = start == range.lowerBound ? trie.root : continuation
      guard let first, let longest = longestToken(text, start..<range.upperBound, from: first)
      else { return false }
      ids.append(vocabulary.id(at: longest.position))
      lengths.append(UInt32(truncatingIfNeeded: longest.length))
      start += longest.length
    }
    return true
  }

  private func hasTooManyScalars(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count > maxInputCharactersPerWord else { return false }
    var count = 0
    for byte in text[range] where byte & 0xC0 != 0x80 { count += 1 }
    return count > maxInputCharactersPerWord
  }

  private func longestToken(
    _ text: [UInt8], _ range: Range<Int>, from first: TokenTrie.Node
  ) -> (position: Int, length: Int)? {
    var longest: (place: UInt32, end: Int)?
    trie.forEachToken(in: text, range, from: first) { place, end in longest = (place, end) }
    return longest.map { (Int(trie.token(at: $0.place)), $0.end - range.lowerBound) }
  }

  fileprivate func unknown() throws(TokenizerError) -> TokenID {
    guard let unknownID else {
      throw .missingUnknownToken(
        model: "WordPiece", problem: "Missing [UNK] token from the vocabulary")
    }
    return unknownID
  }
}

extension WordPiece: LoadableStage {
  /// `WordPiece`.
  public static let typeName = "WordPiece"

  /// Reads the four fields, all of which must be there.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    try self.init(
      vocabulary: Vocabulary(json: json.required("vocab")),
      unknownToken: json.bytes("unk_token"),
      continuingSubwordPrefix: json.bytes("continuing_subword_prefix"),
      maxInputCharactersPerWord: json.integer("max_input_chars_per_word", in: 0...Int.max))
  }

  /// Writes the fields in the order in which Hugging Face writes them.
  public func writeFields(to json: inout JSONWriter) {
    json.field("unk_token", unknownToken)
    json.field("continuing_subword_prefix", continuingSubwordPrefix)
    json.field("max_input_chars_per_word", maxInputCharactersPerWord)
    vocabulary.write(to: &json)
  }
}

/// Turns words into the longest tokens there are; keeps the words it has seen, unless somebody else
/// does.
struct WordPieceEncoder: PieceByPieceEncoder {
  private let model: WordPiece
  private let keepsPieces: Bool
  private var cache = PieceCache()
  private var ids: [TokenID] = []
  private var lengths: [UInt32] = []

  init(model: WordPiece, keepsPieces: Bool = true) {
    self.model = model
    self.keepsPieces = keepsPieces
  }

  mutating func encode(
    _ text: [UInt8], _ range: Range<Int>, _ piece: Int, _ tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    guard range.count <= PieceKey.largestLength, keepsPieces else {
      try tokenize(text, range)
      return emit(piece, &tokens)
    }
    let key = PieceKey(text, range)
    if let place = cache.place(of: key) {
      var end = 0
      return cache.emit(place, piece, &end, &tokens)
    }
    try tokenize(text, range)
    emit(piece, &tokens)
    cache.insert(key, ids: ids, lengths: lengths)
  }

  private mutating func tokenize(_ text: [UInt8], _ range: Range<Int>) throws(TokenizerError) {
    removeAll()
    guard !model.tokenize(text, range, &ids, &lengths) else { return }
    removeAll()
    ids.append(try model.unknown())
    lengths.append(UInt32(truncatingIfNeeded: range.count))
  }

  private func emit(_ piece: Int, _ tokens: inout TokenBuffer) {
    var start = 0
    for (id, length) in zip(ids, lengths) {
      tokens.append(id, piece: piece, range: start..<start + Int(length))
      start += Int(length)
    }
  }

  private mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
  }
}
