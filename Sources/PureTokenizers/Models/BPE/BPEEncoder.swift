/// Turns pieces into tokens by merging; keeps scratch memory, and the words it has seen.
struct BPEEncoder: PieceByPieceEncoder {
  /// From this many symbols on sweeping is tried first.
  private static let sweptSymbols = 64
  /// From this many bytes on it pays to look for barriers.
  private static let longPiece = 64

  private let model: BPE
  private let dropsMerges: Bool
  /// Whether short pieces are kept, which is a waste where somebody else keeps them.
  private let keepsPieces: Bool
  /// Whether a long piece is the same as its parts between barriers.
  private let canBeCut: Bool
  /// Made when the first long piece comes.
  private var barriers: MergeBarriers?
  private var cache = PieceCache()
  /// The tokens of the piece that `tokenize` was called for last.
  private(set) var symbols = BPESymbols()
  private var ranks: [UInt32] = []
  /// The characters of the last word that was spelled out.
  private(set) var spelling: [UInt8] = []
  private var shortMerge = ShortMerge()
  private var queue = MergeQueue()
  private var generator: SeededGenerator

  init(model: BPE, keepsPieces: Bool = true) {
    self.model = model
    self.keepsPieces = keepsPieces
    dropsMerges = model.options.dropsMerges
    canBeCut =
      model.productsArePlain && (model.options.endOfWordSuffix ?? []).isEmpty
      && !model.options.ignoresMerges && !model.options.dropsMerges
    generator = SeededGenerator(seed: model.options.dropoutSeed ?? UInt64.random(in: 0 ... .max))
  }

  mutating func encode(
    _ text: [UInt8], _ range: Range<Int>, _ piece: Int, _ tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    var end = 0
    if !keepsPieces, range.count < Self.longPiece {
      try tokenize(text, range)
      emit(piece, &end, &tokens)
    } else if range.count < Self.longPiece || !canBeCut {
      try encode(text, range, piece, &end, &tokens)
    } else {
      try encodeLong(text, range, piece, &end, &tokens)
    }
  }

  /// Tokenizes a long piece part by part.
  ///
  /// `end` is where the last token ended, which is not where the part began if characters have
  /// vanished before.
  private mutating func encodeLong(
    _ text: [UInt8], _ range: Range<Int>, _ piece: Int, _ end: inout Int,
    _ tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let barriers = barriers ?? MergeBarriers(model)
    self.barriers = barriers
    var start = range.lowerBound
    while start < range.upperBound {
      let next = barriers.end(of: text, from: start, to: range.upperBound, model: model)
      try encode(text, start..<next, piece, &end, &tokens)
      start = next
    }
  }

  private mutating func encode(
    _ text: [UInt8], _ range: Range<Int>, _ piece: Int, _ end: inout Int,
    _ tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    guard range.count <= PieceKey.largestLength, !dropsMerges else {
      try tokenize(text, range)
      emit(piece, &end, &tokens)
      return
    }
    let key = PieceKey(text, range)
    if let place = cache.place(of: key) {
      cache.emit(place, piece, &end, &tokens)
      return
    }
    try tokenize(text, range)
    emit(piece, &end, &tokens)
    cache.insert(key, ids: symbols.tokens, lengths: symbols.lengths)
  }

  /// Leaves the ids of the tokens of a piece in `symbols`.
  mutating func tokenize(_ text: [UInt8], _ range: Range<Int>) throws(TokenizerError) {
    try findTokens(text, range)
    symbols.replaceTokens { [vocabulary = model.vocabulary] in vocabulary.id(at: Int($0)) }
  }

  private mutating func findTokens(_ text: [UInt8], _ range: Range<Int>) throws(TokenizerError) {
    if model.options.ignoresMerges, !dropsMerges,
      let token = model.vocabulary.position(of: text, range)
    {
      symbols.truncate(to: 0)
      symbols.append(UInt32(truncatingIfNeeded: token), length: range.count)
      return
    }
    try symbols.fill(text, range, model: model)
    merge()
  }

  /// Leaves the ids of the tokens of a word in `symbols`, given as the bytes that the characters
  /// of a byte-level tokenizer stand for, which has no prefix or suffix. Nothing is spelled out,
  /// unless to find the whole word.
  mutating func tokenize(bytes word: UnsafeRawBufferPointer) throws(TokenizerError) {
    let mayBeToken = model.options.ignoresMerges && word.count <= model.longestToken
    guard !mayBeToken, model.productsArePlain, unsafe model.alphabet.hasCharacters(of: word) else {
      spelling.removeAll(keepingCapacity: true)
      for index in 0..<word.count {
        spelling.append(scalar: ByteAlphabet.scalar(for: unsafe word[index]))
      }
      return try tokenize(spelling, 0..<spelling.count)
    }
    unsafe symbols.fill(bytes: word, alphabet: model.alphabet)
    merge()
    symbols.replaceTokens { [vocabulary = model.vocabulary] in vocabulary.id(at: Int($0)) }
  }

  /// Merges `symbols`, in the way that is fastest for as many.
  private mutating func merge() {
    let isPlain = model.productsArePlain && !dropsMerges
    if isPlain, symbols.count > Self.sweptSymbols,
      symbols.mergeBySweeping(model.merges, ranks: &ranks)
    {
      return
    }
    if isPlain, symbols.count <= ShortMerge.largestCount {
      shortMerge.merge(&symbols, model.merges)
    } else {
      queue.merge(
        &symbols, model.merges, dropout: model.options.dropout ?? 0, generator: &generator)
    }
  }

  private func emit(_ piece: Int, _ end: inout Int, _ tokens: inout TokenBuffer) {
    for index in 0..<symbols.count {
      let start = end
      end += Int(symbols.lengths[index])
      tokens.append(symbols.tokens[index], piece: piece, range: start..<end)
    }
  }
}
