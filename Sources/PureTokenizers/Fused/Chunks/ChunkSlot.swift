/// A token of a chunk in 32 bits: its id, where it stands in the chunk, and its word.
///
///     id: 20 bits │ words: 4 │ start: 4 │ end: 4
///
/// `words` of the first token is how many words the chunk has, because a first token is always of
/// the first word; of the others it is how many words come before theirs. So a `WordTable` keeps
/// all that an encoding with offsets needs in the room of the ids, and a chunk is still one line of
/// memory. Ids alone are had by a mask.
struct ChunkSlot {
  /// The ids that there is room for.
  static let idLimit = 1 << 20
  static let idMask: UInt32 = (1 << 20) - 1

  let bits: UInt32

  init(bits: UInt32) { self.bits = bits }

  /// An id in a chunk of which nothing else is known.
  init(unplaced id: TokenID) { bits = id | Self.unplaced }

  /// Nil when a number is too large.
  init?(_ id: TokenID, start: Int, end: Int, words: Int) {
    guard start < end, end <= 15, words <= 15 else { return nil }
    bits = id | UInt32(words) &<< 20 | UInt32(start) &<< 24 | UInt32(end) &<< 28
  }

  /// A start behind the end, which no token has.
  fileprivate static let unplaced: UInt32 = 0x0F << 24
}

/// The four slots of an entry of a `WordTable`, two in each half.
struct ChunkSlots {
  let low: UInt64
  let high: UInt64

  private static let idMask = UInt64(ChunkSlot.idMask) << 32 | UInt64(ChunkSlot.idMask)

  /// Whether nothing but ids is known of the chunk.
  @inline(__always)
  var areUnplaced: Bool { low & 0xFF00_0000 == UInt64(ChunkSlot.unplaced) }

  /// How many words the chunk has.
  @inline(__always)
  var words: UInt32 { UInt32(truncatingIfNeeded: low &>> 20 & 15) }

  /// Stores all four ids.
  @inline(__always)
  func storeIDs(at ids: UnsafeMutablePointer<TokenID>) {
    let ids = UnsafeMutableRawPointer(ids)
    unsafe ids.storeBytes(of: low & Self.idMask, as: UInt64.self)
    unsafe ids.storeBytes(of: high & Self.idMask, toByteOffset: 8, as: UInt64.self)
  }

  /// Stores the first two places, or all four, of a chunk that begins at `start` in word `word`;
  /// with `areWords`, all are of this word.
  @inline(__always)
  func storePlaces(
    at places: UnsafeMutablePointer<TokenPlace>, start: UInt32, word: UInt32, areWords: Bool,
    mayBeMany: Bool
  ) {
    let shift = UInt64(start) | UInt64(start) &<< 32
    func store(_ slot: UInt64, at index: Int) {
      let range = shift &+ (slot &>> 24 & 0xF | slot &<< 4 & 0xF_0000_0000)
      let words = areWords || index == 0 ? 0 : UInt32(truncatingIfNeeded: slot &>> 20 & 15)
      unsafe TokenPlace.store(range, word: word &+ words, at: places + index)
    }
    store(low, at: 0)
    store(low &>> 32, at: 1)
    guard mayBeMany else { return }
    store(high, at: 2)
    store(high &>> 32, at: 3)
  }
}
