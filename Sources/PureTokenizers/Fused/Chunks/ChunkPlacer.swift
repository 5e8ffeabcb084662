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
  mutating func probe(
    _ next: inout Int, of batch: borrowing WordBatch, in lines: UnsafeMutablePointer<UInt64>,
    _ place: inout ChunkPlace, into tokens: inout TokenBuffer
  ) {
    var found = Self.chunkCount
    while found == Self.chunkCount, next < batch.wordCount {
      let first = next
      let stored = unsafe probeSome(&next, of: batch, in: lines, &place)
      unsafe ids.withUnsafeBufferPointer { ids in
        unsafe places.withUnsafeBufferPointer { places in
          unsafe tokens.append(
            contentsOf: UnsafeBufferPointer(rebasing: ids[..<stored]),
            at: UnsafeBufferPointer(rebasing: places[..<stored]))
        }
      }
      found = next - first
    }
  }

  @inline(__always)
  private mutating func probeSome(
    _ next: inout Int, of batch: borrowing WordBatch, in lines: UnsafeMutablePointer<UInt64>,
    _ place: inout ChunkPlace
  ) -> Int {
    var chunk = next
    let end = min(batch.wordCount, next + Self.chunkCount)
    var stored = 0
    var word = place.word
    unsafe ids.withUnsafeMutableBufferPointer { ids in
      unsafe places.withUnsafeMutableBufferPointer { places in
        while chunk < end, let entry = unsafe batch.entry(chunk, in: lines) {
          let first = ChunkSlot(bits: UInt32(truncatingIfNeeded: entry.low))
          if first.isUnplaced { break }
          let second = ChunkSlot(bits: UInt32(truncatingIfNeeded: entry.low &>> 32))
          let start = place.base &+ UInt32(truncatingIfNeeded: batch.start(chunk))
          // SAFETY: at most four tokens for each of at most `chunkCount` chunks, and once more.
          unsafe ids[stored] = first.bits & ChunkSlot.idMask
          unsafe ids[stored &+ 1] = second.bits & ChunkSlot.idMask
          unsafe places[stored] = first.place(from: start, word: word)
          unsafe places[stored &+ 1] = second.place(from: start, word: word &+ second.words)
          if entry.count > 2 {
            for index in 2..<4 {
              let slot = ChunkSlot(bits: entry.id(index))
              unsafe ids[stored &+ index] = slot.bits & ChunkSlot.idMask
              unsafe places[stored &+ index] = slot.place(from: start, word: word &+ slot.words)
            }
          }
          stored &+= entry.count
          word &+= first.words
          chunk &+= 1
        }
      }
    }
    place.word = word
    next = chunk
    return stored
  }
}
