/// Where the next chunk stands in the text, and its first word.
struct ChunkPlace {
  /// The first byte of the piece that chunks are cut from.
  var base: UInt32 = 0
  var word: UInt32 = 0
  /// The length of the text.
  let textLength: Int
}

/// Looks up chunks with the places of their tokens, and keeps those found until a buffer takes them.
///
/// As `WordBatch.probe`; a token costs about a nanosecond more than its id alone. Two tokens are
/// written without asking how many there are, because most chunks have one or two.
struct ChunkPlacer: Sendable {
  /// How many chunks are looked up in one go.
  private static let chunkCount = 256
  private static let capacity = (chunkCount + 1) * WordTable.largestCount
  private var ids = [TokenID](repeating: 0, count: capacity)
  private var places = [TokenPlace](repeating: .nowhere, count: capacity)

  /// Appends the tokens of chunks from `next` on, up to the first that `lines` do not have.
  ///
  /// `count` is how many chunks there are in all. With `areWords`, a chunk is always one word, and
  /// none is without places.
  @inline(__always)
  mutating func probe(
    _ next: inout Int, of count: Int, _ keys: UnsafePointer<WordKey>,
    _ starts: UnsafePointer<UInt32>, in lines: UnsafeMutablePointer<UInt64>, areWords: Bool,
    _ place: inout ChunkPlace, into tokens: inout TokenBuffer
  ) {
    var found = Self.chunkCount
    while found == Self.chunkCount, next < count {
      let end = min(count, next + Self.chunkCount)
      var probe = ChunkProbe(next: next, end: end, base: place.base, word: place.word)
      unsafe ids.withUnsafeMutableBufferPointer { ids in
        unsafe places.withUnsafeMutableBufferPointer { places in
          guard let first = ids.baseAddress, let firstPlace = places.baseAddress else { return }
          if areWords {
            unsafe probe.runWords(keys, starts, lines, first, firstPlace)
          } else {
            unsafe probe.runChunks(keys, starts, lines, first, firstPlace)
          }
          unsafe tokens.append(
            contentsOf: UnsafeBufferPointer(rebasing: ids[..<probe.stored]),
            at: UnsafeBufferPointer(rebasing: places[..<probe.stored]))
        }
      }
      found = probe.next - next
      next = probe.next
      place.word = probe.word
    }
  }
}

/// The loop of `ChunkPlacer`, by itself so that all that changes in it stays in registers.
struct ChunkProbe {
  /// The next chunk, and the first one not to be looked up.
  var next: Int
  let end: Int
  /// Where the piece begins.
  let base: UInt32
  /// The word of the next chunk.
  var word: UInt32
  /// The number of tokens found.
  var stored = 0

  /// Writes ids and places of chunks up to the first that `lines` do not have; there must be room
  /// for four of each chunk.
  @inline(never)
  mutating func runChunks(
    _ keys: UnsafePointer<WordKey>, _ starts: UnsafePointer<UInt32>,
    _ lines: UnsafeMutablePointer<UInt64>,
    _ ids: UnsafeMutablePointer<TokenID>, _ places: UnsafeMutablePointer<TokenPlace>
  ) {
    unsafe run(keys, starts, lines, areWords: false, ids, places)
  }

  /// The same where each chunk is one word and has places.
  @inline(never)
  mutating func runWords(
    _ keys: UnsafePointer<WordKey>, _ starts: UnsafePointer<UInt32>,
    _ lines: UnsafeMutablePointer<UInt64>,
    _ ids: UnsafeMutablePointer<TokenID>, _ places: UnsafeMutablePointer<TokenPlace>
  ) {
    unsafe run(keys, starts, lines, areWords: true, ids, places)
  }

  @inline(__always)
  private mutating func run(
    _ keys: UnsafePointer<WordKey>, _ starts: UnsafePointer<UInt32>,
    _ lines: UnsafeMutablePointer<UInt64>, areWords: Bool,
    _ ids: UnsafeMutablePointer<TokenID>, _ places: UnsafeMutablePointer<TokenPlace>
  ) {
    var (chunk, word, stored) = (next, word, 0)
    while chunk < end {
      // SAFETY: the caller has a key and a start for each chunk below `end`, and room for what is
      // found; a line has eight words.
      let key = unsafe keys[chunk]
      let line = unsafe lines + key.line
      let first = unsafe (line[0] ^ key.low) | ((line[1] ^ key.high) &<< 4)
      let second = unsafe (line[4] ^ key.low) | ((line[5] ^ key.high) &<< 4)
      guard min(first, second) == 0 else { break }
      // Which of the two it is cannot be predicted, so nothing may branch on it.
      let isSecond = (first | (0 &- first)) &>> 63
      let entry = unsafe line + Int(truncatingIfNeeded: isSecond &<< 2)
      let slots = unsafe ChunkSlots(low: entry[2], high: entry[3])
      if !areWords, slots.areUnplaced { break }
      let count = unsafe Int(truncatingIfNeeded: entry[1] &>> 60)
      unsafe slots.storeIDs(at: ids + stored)
      unsafe slots.storePlaces(
        at: places + stored, start: base &+ starts[chunk], word: word, areWords: areWords,
        mayBeMany: count > 2)
      stored &+= count
      word &+= areWords ? 1 : slots.words
      chunk &+= 1
    }
    (next, self.word, self.stored) = (chunk, word, stored)
  }
}
