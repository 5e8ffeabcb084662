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
  private static let unplaced: UInt32 = 0x0F << 24

  /// Whether nothing but ids is known of the chunk that this is the first token of.
  @inline(__always)
  var isUnplaced: Bool { bits & 0xFF00_0000 == Self.unplaced }

  @inline(__always)
  var words: UInt32 { bits &>> 20 & 15 }

  /// Where the token stands in a text in which its chunk begins at `start`, in word `word`.
  @inline(__always)
  func place(from start: UInt32, word: UInt32) -> TokenPlace {
    TokenPlace(within: start &+ (bits &>> 24 & 15), end: start &+ bits &>> 28, word: word)
  }
}
