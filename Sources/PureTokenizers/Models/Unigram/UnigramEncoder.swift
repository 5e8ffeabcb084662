/// Turns pieces into the tokens of the best path; keeps scratch memory, and the words it has seen,
/// unless somebody else does.
struct UnigramEncoder: PieceByPieceEncoder {
  private let model: Unigram
  private let keepsPieces: Bool
  private var cache = PieceCache()
  private var path = BestPath()
  /// The tokens of a piece, for the cache.
  private var ids: [TokenID] = []
  private var lengths: [UInt32] = []

  init(model: Unigram, keepsPieces: Bool = true) {
    self.model = model
    self.keepsPieces = keepsPieces
  }

  mutating func encode(
    _ text: [UInt8], _ range: Range<Int>, _ piece: Int, _ tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    guard range.count <= PieceKey.largestLength, keepsPieces else {
      _ = try tokenize(text, range, piece, &tokens)
      return
    }
    let key = PieceKey(text, range)
    if let place = cache.place(of: key) {
      var end = 0
      return cache.emit(place, piece, &end, &tokens)
    }
    if try tokenize(text, range, piece, &tokens) {
      cache.insert(key, ids: ids, lengths: lengths)
    }
  }

  /// Appends the tokens of a piece; whether all of them are in the vocabulary and cover it.
  private mutating func tokenize(
    _ text: [UInt8], _ range: Range<Int>, _ piece: Int, _ tokens: inout TokenBuffer
  ) throws(TokenizerError) -> Bool {
    try path.find(text, range, model: model)
    ids.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    var unknown: Range<Int>?
    var isPlain = true
    path.trace()
    for number in 0..<path.count {
      let (found, tokenRange) = path.token(number, in: model.trie)
      // Neighbours that are unknown become one, a token that spells "<unk>" included.
      guard let token = found, token != model.unknownToken else {
        unknown = (unknown?.lowerBound ?? tokenRange.lowerBound)..<tokenRange.upperBound
        isPlain = false
        continue
      }
      if let run = unknown { Self.emit(unknown: run, text, range, piece, model, &tokens) }
      unknown = nil
      tokens.append(token, piece: piece, range: tokenRange)
      ids.append(token)
      lengths.append(UInt32(truncatingIfNeeded: tokenRange.count))
    }
    if let run = unknown { Self.emit(unknown: run, text, range, piece, model, &tokens) }
    return isPlain
  }

  /// What a run of unknown characters becomes: the token it spells, its bytes, or one unknown
  /// token whose text is the run itself. Each byte stands for the whole run.
  private static func emit(
    unknown run: Range<Int>, _ text: [UInt8], _ range: Range<Int>, _ piece: Int,
    _ model: Unigram, _ tokens: inout TokenBuffer
  ) {
    let bytes = (range.lowerBound + run.lowerBound)..<(range.lowerBound + run.upperBound)
    if let token = model.vocabulary.position(of: text, bytes) {
      tokens.append(model.vocabulary.id(at: token), piece: piece, range: run)
    } else if model.fallsBackToBytes,
      text[bytes].allSatisfy({ model.byteTokens[Int($0)] != TokenTrie.none })
    {
      for byte in text[bytes] {
        tokens.append(model.byteTokens[Int(byte)], piece: piece, range: run)
      }
    } else if let token = model.unknownToken {
      tokens.append(surface: token, piece: piece, range: run)
    }
  }
}
