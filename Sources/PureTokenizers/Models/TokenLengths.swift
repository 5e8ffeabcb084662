/// How long the tokens are that begin with the same few bytes, a bit for each length.
///
/// Finds the longest token that a text begins with by few searches in the index of a vocabulary,
/// the longest first. A tree of all tokens would find it as fast, but takes more than half the time
/// of loading BERT to build.
struct TokenLengths: Sendable {
  /// Lengths up to here have their own bits; a higher bit stands for all above.
  private static let longest = 30
  /// By hashed beginning.
  private var lengths: [UInt32]
  private let shift: UInt64
  /// All lengths above `longest`, descending.
  private var longLengths: [Int] = []

  /// Of the tokens that begin with `prefix`: how they go on, and how long they are without it.
  init(_ vocabulary: Vocabulary, behind prefix: [UInt8]) {
    let bits = max(Int.bitWidth - (vocabulary.count / 2).leadingZeroBitCount, 6)
    lengths = [UInt32](repeating: 0, count: 1 << bits)
    shift = UInt64(64 - bits)
    unsafe vocabulary.arena.withUnsafeBytes { arena in
      for position in 0..<vocabulary.count {
        let token = vocabulary.range(at: position)
        guard token.count > prefix.count, Self.begins(vocabulary.arena, token.lowerBound, prefix)
        else { continue }
        unsafe insert(arena, token.lowerBound + prefix.count..<token.upperBound)
      }
    }
    longLengths.sort(by: >)
  }

  private mutating func insert(_ arena: UnsafeRawBufferPointer, _ token: Range<Int>) {
    let count = token.count
    // SAFETY: the token is in the arena, and not empty.
    guard count >= Self.depth(unsafe arena[token.lowerBound]) else { return }
    let place = place(of: unsafe Self.beginning(arena, token.lowerBound))
    lengths[place] |= 1 << UInt32(min(count, Self.longest + 1))
    if count > Self.longest, !longLengths.contains(count) { longLengths.append(count) }
  }

  @inline(__always)
  private func place(of beginning: UInt64) -> Int {
    Int(truncatingIfNeeded: (beginning &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }

  /// How many bytes are a beginning: more where characters have several. Tokens that are shorter
  /// are always looked for.
  @inline(__always)
  private static func depth(_ first: UInt8) -> Int { first < 0x80 ? 4 : 6 }

  private static func begins(_ arena: [UInt8], _ start: Int, _ prefix: [UInt8]) -> Bool {
    for offset in prefix.indices where arena[start + offset] != prefix[offset] { return false }
    return true
  }

  /// The bytes of the beginning at `start`, all of which must be in `text`.
  @inline(__always)
  private static func beginning(_ text: UnsafeRawBufferPointer, _ start: Int) -> UInt64 {
    let depth = depth(unsafe text[start])
    guard start &+ 8 <= text.count else {
      // SAFETY: slicing checks that the part is in the text.
      let part = unsafe UnsafeRawBufferPointer(rebasing: text[start..<start + depth])
      return unsafe ByteKeys.word(part)
    }
    // SAFETY: eight bytes from `start` on have just been found to be in the text.
    let word = unsafe text.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
    return word & (1 &<< UInt64(truncatingIfNeeded: 8 &* depth) &- 1)
  }

  /// The longest token that is `prefix` bytes before `rest` of `text` and what `rest` begins with.
  func longestToken(
    of vocabulary: Vocabulary, in text: [UInt8], _ rest: Range<Int>, prefix: Int
  ) -> (position: Int, length: Int)? {
    let start = rest.lowerBound - prefix
    guard !rest.isEmpty else { return nil }
    let depth = Self.depth(text[rest.lowerBound])
    var bits: UInt32 = (1 &<< UInt32(truncatingIfNeeded: depth)) &- 2
    if rest.count >= depth {
      // SAFETY: the rest is in the text.
      let beginning = unsafe text.withUnsafeBytes { unsafe Self.beginning($0, rest.lowerBound) }
      bits |= lengths[place(of: beginning)]
    }
    if bits >> UInt32(Self.longest + 1) != 0 {
      for length in longLengths where length <= rest.count {
        let found = vocabulary.position(of: text, start..<rest.lowerBound + length)
        if let found { return (found, length) }
      }
    }
    bits &= (1 &<< UInt32(truncatingIfNeeded: min(rest.count, Self.longest) &+ 1)) &- 1
    return unsafe text.withUnsafeBytes { text in
      while bits != 0 {
        let length = 31 &- bits.leadingZeroBitCount
        let token = start..<rest.lowerBound &+ length
        if let found = unsafe vocabulary.position(of: text, token) { return (found, length) }
        bits &= ~(1 &<< UInt32(truncatingIfNeeded: length))
      }
      return nil
    }
  }
}
