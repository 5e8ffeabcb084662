/// Where a token of an `Encoding` stands: bytes of its source text, and its word.
struct TokenPlace: Hashable, Sendable {
  /// The first byte; the top bit is `outsideBit`.
  private var markedStart: UInt32
  /// The byte after the last one.
  var end: UInt32
  /// The number of the word, or `noWord`.
  var word: UInt32

  /// The word of a token that belongs to none.
  static let noWord = UInt32.max
  /// The place of special tokens and padding.
  static let nowhere = TokenPlace(start: 0, end: 0, word: noWord)
  /// Marks offsets that lie beyond the text. Texts are below 2 GB, so the bit is free.
  private static let outsideBit: UInt32 = 1 << 31

  init(start: UInt32, end: UInt32, word: UInt32) {
    markedStart = Swift.min(start, Self.outsideBit - 1)
    self.end = Swift.min(end, Self.outsideBit - 1)
    self.word = word
  }

  /// A place of which it is known that it is within a text.
  @inline(__always)
  init(within start: UInt32, end: UInt32, word: UInt32) {
    markedStart = start
    self.end = end
    self.word = word
  }

  /// Stores a place within a text, `range` being its end in the upper and its start in the lower
  /// half; to store them at once is faster than one by one.
  @inline(__always)
  static func store(_ range: UInt64, word: UInt32, at place: UnsafeMutablePointer<TokenPlace>) {
    let memory = UnsafeMutableRawPointer(place)
    // SAFETY: the caller has room for a place, which is three numbers of four bytes in this order.
    unsafe memory.storeBytes(of: range, as: UInt64.self)
    unsafe memory.storeBytes(of: word, toByteOffset: 8, as: UInt32.self)
  }

  /// The first byte, or the first scalar when `isOutside`.
  var start: UInt32 {
    get { markedStart & ~Self.outsideBit }
    set { markedStart = markedStart & Self.outsideBit | newValue & ~Self.outsideBit }
  }

  /// Whether the offsets begin outside the text, which makes them mere numbers that every unit
  /// shows alike.
  ///
  /// Hugging Face counts the bytes of a suffix that byte fallback spells out, and keeps such
  /// offsets as they are where they point past the end of the text.
  var isOutside: Bool {
    get { markedStart & Self.outsideBit != 0 }
    set { markedStart = newValue ? markedStart | Self.outsideBit : start }
  }
}
