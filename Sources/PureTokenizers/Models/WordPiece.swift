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

  /// The lengths of tokens that begin a piece, and of those that continue one.
  private let beginnings: TokenLengths
  private let continuations: TokenLengths
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
    beginnings = TokenLengths(vocabulary, behind: [])
    continuations = TokenLengths(vocabulary, behind: continuingSubwordPrefix)
    unknownID = vocabulary.id(of: unknownToken)
  }

  /// A cache of words, and room for the tokens of one, for one task at a time.
  public func makeEncoder() -> any PieceEncoder { WordPieceEncoder(model: self) }

  /// Appends the tokens of the bytes of `text` in `range` and their lengths; false when the piece
  /// cannot be cut into tokens.
  ///
  /// `word` is scratch memory: the piece, with the prefix written over what has been cut off.
  fileprivate func tokenize(
    _ text: [UInt8], _ range: Range<Int>, _ ids: inout [TokenID], _ lengths: inout [UInt32],
    _ word: inout [UInt8]
  ) -> Bool {
    guard !range.isEmpty else { return true }
    guard !hasTooManyScalars(text, range),
      let first = beginnings.longestToken(of: vocabulary, in: text, range, prefix: 0)
    else { return false }
    append(first, &ids, &lengths)
    guard first.length < range.count else { return true }
    spell(text[range], into: &word)
    var start = continuingSubwordPrefix.count + first.length
    let end = continuingSubwordPrefix.count + range.count
    while start < end {
      guard let next = continuation(of: &word, start..<end) else { return false }
      append(next, &ids, &lengths)
      start += next.length
    }
    return true
  }

  private func append(
    _ token: (position: Int, length: Int), _ ids: inout [TokenID], _ lengths: inout [UInt32]
  ) {
    ids.append(vocabulary.id(at: token.position))
    lengths.append(UInt32(truncatingIfNeeded: token.length))
  }

  /// Writes a piece between the prefix and as many zeros as make looking tokens up fast.
  private func spell(_ piece: ArraySlice<UInt8>, into word: inout [UInt8]) {
    word.removeAll(keepingCapacity: true)
    word.append(contentsOf: continuingSubwordPrefix)
    word.append(contentsOf: piece)
    word.append(contentsOf: repeatElement(0, count: 16))
  }

  private func continuation(
    of word: inout [UInt8], _ rest: Range<Int>
  ) -> (position: Int, length: Int)? {
    let prefix = continuingSubwordPrefix.count
    for (index, byte) in continuingSubwordPrefix.enumerated() {
      word[rest.lowerBound - prefix + index] = byte
    }
    return continuations.longestToken(of: vocabulary, in: word, rest, prefix: prefix)
  }

  private func hasTooManyScalars(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count > maxInputCharactersPerWord else { return false }
    var count = 0
    for byte in text[range] where byte & 0xC0 != 0x80 { count += 1 }
    return count > maxInputCharactersPerWord
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
  private var word: [UInt8] = []

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
    guard !model.tokenize(text, range, &ids, &lengths, &word) else { return }
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
