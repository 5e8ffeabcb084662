/// Finds the ids of the words of a byte-level tokenizer.
///
///     words     scan ~2 KB of text for where words begin
///     keys      load each word's 16 bytes, hash them
///     probe     compare with two entries; store four ids, move on by as many as there are
///
/// in three loops, so that the loads of a loop do not wait for each other.
struct WordEncoder: Sendable {
  /// The words to find next.
  var batch = WordBatch()
  let fused: FusedByteLevel
  private var merger: WordMerger
  /// For words of many symbols, and for those of which bytes may vanish.
  private var plain: BPEEncoder
  private var table = WordTable()
  /// Text without spaces is made of long words that seldom come again: with room for 4,000 of them
  /// later passes over 3 MB of Chinese ran at 40 MB/s, with room for 65,000 at 180.
  private var longWords = LongWordCache(largestSlotCount: 1 << 17)

  init(_ fused: FusedByteLevel) {
    self.fused = fused
    merger = WordMerger(fused)
    plain = BPEEncoder(model: fused.model)
  }

  /// Appends the tokens of the words of the batch, which are parts of `words`.
  @inline(never)
  mutating func encodeBatch(
    _ words: WordText, _ place: inout WordPlace, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let lineMask = table.mask
    unsafe table.withLines { unsafe batch.makeKeys(words, lines: $0, lineMask: lineMask) }
    var next = 0
    while next < batch.wordCount {
      if tokens.tracksSpans {
        probeWithSpans(&next, &place, into: &tokens)
      } else {
        let stored = unsafe table.withLines { unsafe batch.probe(&next, in: $0) }
        unsafe batch.withIDs(stored) { unsafe tokens.append(contentsOf: $0) }
      }
      guard next < batch.wordCount else { break }
      try encodeUnseen(next, words, &place, into: &tokens)
      next += 1
    }
    if table.isCrowded { table.grow() }
  }

  /// A word that the table does not have: a longer one, or one that is seen for the first time.
  @inline(never)
  private mutating func encodeUnseen(
    _ number: Int, _ words: WordText, _ place: inout WordPlace, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let range = batch.range(number)
    let word = unsafe words.bytes(range)
    if let known = unsafe longWords.range(of: word) {
      append(longWords.ids[known], &place, &tokens)
      return
    }
    if unsafe fused.mayLoseBytes(of: word) {
      return try appendUnaligned(range, words, &place, &tokens)
    }
    let ids = try unsafe ids(of: word)
    append(ids, &place, &tokens)
    unsafe keep(word, batch.key(number), ids)
  }

  /// The bytes of a word that its tokens stand for, and their ids; some of its bytes may vanish.
  mutating func losingIDs(
    of word: UnsafeRawBufferPointer
  ) throws(TokenizerError) -> (ids: [TokenID], ranges: [Range<Int>]) {
    try unsafe plain.tokenize(bytes: word)
    let ids = plain.symbols.tokens
    // Most often it is a character that has no token at all.
    if ids.isEmpty { return ([], []) }
    return (ids, VanishedBytes.ranges(plain.symbols.lengths, in: plain.spelling))
  }

  /// The ids of a word that may have been seen; no bytes may vanish.
  mutating func knownIDs(
    of word: UnsafeRawBufferPointer
  ) throws(TokenizerError) -> ArraySlice<TokenID> {
    if let known = unsafe longWords.range(of: word) { return longWords.ids[known] }
    let ids = try unsafe ids(of: word)
    unsafe ids.withUnsafeBufferPointer { unsafe longWords.insert(word, ids: $0) }
    return ids
  }

  /// The ids of a word that has not been seen; no bytes may vanish.
  mutating func ids(
    of word: UnsafeRawBufferPointer
  ) throws(TokenizerError) -> ArraySlice<TokenID> {
    if let count = unsafe merger.findIDs(of: word) { return merger.ids[..<count] }
    try unsafe plain.tokenize(bytes: word)
    return plain.symbols.tokens[...]
  }

  /// Keeps the ids of a word for when it comes again.
  @inline(__always)
  private mutating func keep(
    _ word: UnsafeRawBufferPointer, _ key: WordKey, _ ids: ArraySlice<TokenID>
  ) {
    unsafe ids.withUnsafeBufferPointer { ids in
      if word.count <= WordTable.largestLength, ids.count <= WordTable.largestCount {
        unsafe table.insert(key, ids: ids)
      } else {
        unsafe longWords.insert(word, ids: ids)
      }
    }
  }

  /// The tokens of a word of which bytes may have vanished. It is not kept.
  private mutating func appendUnaligned(
    _ range: Range<Int>, _ words: WordText, _ place: inout WordPlace, _ tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let (ids, parts) = try unsafe losingIDs(of: words.bytes(range))
    for (id, part) in zip(ids, parts) {
      place.start = UInt32(truncatingIfNeeded: range.lowerBound + part.lowerBound)
      let span = place.span(part.count)
      tokens.append(id, at: span)
    }
    place.start = UInt32(truncatingIfNeeded: range.upperBound)
    place.word &+= 1
  }

  /// The tokens of a whole word.
  @inline(__always)
  private func append(
    _ ids: ArraySlice<TokenID>, _ place: inout WordPlace, _ tokens: inout TokenBuffer
  ) {
    if tokens.tracksSpans {
      for id in ids { append(id, &place, &tokens) }
      place.word &+= 1
    } else {
      tokens.append(contentsOf: ids)
    }
  }

  @inline(__always)
  private func append(_ id: TokenID, _ place: inout WordPlace, _ tokens: inout TokenBuffer) {
    let span = place.span(Int(fused.lengths[Int(id)]))
    tokens.append(id, at: span)
    place.start = span.end
  }

  /// As `WordBatch.probe`, with a span for each id.
  private mutating func probeWithSpans(
    _ next: inout Int, _ place: inout WordPlace, into tokens: inout TokenBuffer
  ) {
    while next < batch.wordCount {
      let found = unsafe table.withLines { unsafe batch.entry(next, in: $0) }
      guard let found else { return }
      for index in 0..<found.count { append(found.id(index), &place, &tokens) }
      place.word &+= 1
      next += 1
    }
  }
}

/// Where the next token stands.
struct WordPlace {
  var piece: UInt32 = 0
  var word: UInt32 = 0
  var start: UInt32 = 0

  /// The span of a token of `length` bytes.
  @inline(__always)
  func span(_ length: Int) -> TokenSpan {
    TokenSpan(
      piece: piece, start: start, end: start &+ UInt32(truncatingIfNeeded: length), word: word)
  }
}

/// The text of a piece, and how far behind its beginning memory may be read.
@safe struct WordText {
  let base: UnsafePointer<UInt8>
  let count: Int
  let readable: Int

  init(base: UnsafePointer<UInt8>, count: Int, readable: Int) {
    unsafe self.base = base
    self.count = count
    self.readable = readable
  }

  /// The bytes of a word.
  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    // SAFETY: words are ranges of the piece.
    unsafe UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}
