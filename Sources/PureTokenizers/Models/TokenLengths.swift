/// How long the tokens are that begin with the same few bytes, a bit for each length.
///
/// Finds the longest token that a text begins with by few searches in the index of a vocabulary,
/// the longest first. A tree of all tokens would find it as fast, but takes half the time of loading
/// BERT to build.
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
    var found: Set<Int> = []
    for position in 0..<vocabulary.count {
      let token = vocabulary.range(at: position)
      let count = token.count - prefix.count
      let start = token.lowerBound + prefix.count
      guard count > 0, Self.begins(vocabulary.arena, token.lowerBound, prefix),
        count >= Self.depth(vocabulary.arena[start])
      else { continue }
      let place = place(of: Self.beginning(vocabulary.arena, start))
      lengths[place] |= 1 << UInt32(min(count, Self.longest + 1))
      if count > Self.longest { found.insert(count) }
    }
    longLengths = found.sorted(by: >)
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

  /// The bytes of the beginning that is at `start`.
  @inline(__always)
  private static func beginning(_ text: [UInt8], _ start: Int) -> UInt64 {
    var beginning: UInt64 = 0
    for index in start..<start + depth(text[start]) {
      beginning = beginning &<< 8 | UInt64(text[index])
    }
    return beginning
  }

  /// The longest token that is `prefix` bytes before `rest` of `text` and what `rest` begins with.
  func longestToken(
    of vocabulary: Vocabulary, in text: [UInt8], _ rest: Range<Int>, prefix: Int
  ) -> (position: Int, length: Int)? {
    let start = rest.lowerBound - prefix
    guard !rest.isEmpty else { return nil }
    let depth = Self.depth(text[rest.lowerBound])
    var bits: UInt32 = (1 &<< UInt32(truncatingIfNeeded: depth)) &- 2
    if rest.count >= depth { bits |= lengths[place(of: Self.beginning(text, rest.lowerBound))] }
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
