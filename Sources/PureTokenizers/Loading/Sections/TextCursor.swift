/// A place in JSON text, and the small steps that reading a long section is made of.
///
/// Eight bytes at a time; behind the end there are zeros, which JSON has nowhere.
@safe struct TextCursor {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  // `count` bytes from `base` on are the text, as long as the cursor lives.
  private let base: UnsafePointer<UInt8>
  let count: Int
  var index: Int

  /// A cursor at `index` of `text`, which must outlive it; nil for no text.
  @unsafe init?(_ text: UnsafeBufferPointer<UInt8>, at index: Int) {
    guard let base = text.baseAddress, index >= 0 else { return nil }
    unsafe self.base = base
    count = text.count
    self.index = index
  }

  /// The byte at the cursor.
  @inline(__always)
  var byte: UInt8 { byte(at: index) }

  @inline(__always)
  func byte(at index: Int) -> UInt8 {
    // SAFETY: `index` is never negative, and below `count` here.
    index < count ? unsafe base[index] : 0
  }

  /// The eight bytes from `index` on, the first one lowest.
  @inline(__always)
  func word(at index: Int) -> UInt64 {
    guard index &+ 8 <= count else { return lastWord(at: index) }
    // SAFETY: eight bytes from `index` on are in the text.
    return unsafe UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self)
      .littleEndian
  }

  @inline(never)
  private func lastWord(at index: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(byte(at: index + $1)) << UInt64(8 * $1) }
  }

  /// Moves on if `expected` stands here, and says whether it does.
  @inline(__always)
  mutating func take(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    index &+= 1
    return true
  }

  /// Moves on to what is no white space, and behind it if it is `expected`.
  @inline(__always)
  mutating func takeNext(_ expected: UInt8) -> Bool {
    skipWhitespace()
    return take(expected)
  }

  /// Moves on to what is no white space.
  @inline(__always)
  mutating func skipWhitespace() {
    while byte <= 0x20 {
      switch byte {
      case 0x20:
        let others = word(at: index) ^ (0x20 &* Self.ones)
        index &+= others.trailingZeroBitCount &>> 3
      case 0x0A, 0x0D, 0x09: index &+= 1
      default: return
      }
    }
  }

  /// How many of the eight bytes in `word` come before the first that is not a letter, digit or
  /// sign of ASCII: quotes, backslashes, spaces and control characters end them too.
  @inline(__always)
  static func plainLength(_ word: UInt64) -> Int {
    // Each test is right up to the first byte it finds, which is all that counts.
    let low = (word &- 0x21 &* ones) & ~word
    let quotes = word ^ (0x22 &* ones)
    let backslashes = word ^ (0x5C &* ones)
    let found =
      (low | word | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)) & tops
    return found.trailingZeroBitCount &>> 3
  }

  /// The length of the scalar above ASCII at the cursor; 0 when it is not UTF-8.
  @inline(__always)
  func scalarLength(_ word: UInt64) -> Int {
    let lead = word & 0xFF
    let second = word &>> 8 & 0xFF
    if lead < 0xE0 { return lead >= 0xC2 && second & 0xC0 == 0x80 ? 2 : 0 }
    if lead < 0xF0 {
      // No overlong forms, no surrogates.
      let isScalar = lead == 0xE0 ? second >= 0xA0 : lead == 0xED ? second < 0xA0 : true
      return word & 0xC0_C000 == 0x80_8000 && isScalar ? 3 : 0
    }
    let isScalar = lead == 0xF0 ? second >= 0x90 : lead == 0xF4 ? second < 0x90 : lead < 0xF4
    return word & 0xC0C0_C000 == 0x8080_8000 && isScalar ? 4 : 0
  }
}
