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
