/// All tokens of a vocabulary as a tree of bytes: finds every token that the text begins with.
///
/// A double array: the child of a node for a byte is at `base + byte`, if the label there is the
/// byte. No two nodes have the same base, and none has one of 255, 511, 767 …: a place without a
/// node has the label that only such a base would look for. Where a few tokens are left, the tree
/// ends, and each of them is compared with the text, eight bytes at a time: they lie in one line
/// of memory, and XLM-R has a sixth of the nodes that it would have.
struct TokenTrie: Sendable {
  /// Stands for no token, and for the place of none.
  static let none = UInt32.max

  /// The byte that leads to each node.
  private let labels: [UInt8]
  private let units: [Unit]
  /// All tokens in the order of their bytes. Where a token stands here is its place.
  let keys: [TokenKey]
  /// The bytes of all tokens, and where each begins.
  private let arena: [UInt8]
  private let starts: [UInt32]

  /// The tree of all tokens; of tokens with the same bytes the last one counts.
  init(_ vocabulary: Vocabulary) {
    var builder = TokenTrieBuilder(vocabulary)
    builder.build()
    (labels, units, keys) = (builder.labels, builder.units, builder.tokens.keys)
    (arena, starts) = (vocabulary.arena, vocabulary.starts)
  }

  /// The token at `place`.
  @inline(__always)
  func token(at place: UInt32) -> UInt32 { keys[Int(place)].position }

  /// Calls `body` with the place of every token that the bytes of `text` in `range` begin with, the
  /// shortest first, and with where it ends.
  @inline(__always)
  func forEachToken(
    in text: [UInt8], _ range: Range<Int>, _ body: (_ place: UInt32, _ end: Int) -> Void
  ) {
    var unit = units[0]
    var index = range.lowerBound
    while !unit.isBucket {
      guard index < range.upperBound, let child = child(of: unit, text[index]) else { return }
      unit = child
      index &+= 1
      if !unit.isBucket, unit.place != Self.none { body(unit.place, index) }
    }
    guard index < range.upperBound ? unit.mayGoOn(with: text[index]) : unit.hasEnd else { return }
    // The keys of a bucket begin at a depth that is a multiple of eight.
    let passed = (index &- range.lowerBound) & 7
    let shift = UInt64(truncatingIfNeeded: 8 &* passed)
    let word = Self.word(text, at: index)
    for place in unit.bucket {
      let key = keys[place]
      let length = Int(key.length)
      let differing = (word ^ key.bytes &<< shift) & (TokenKey.mask(length) &<< shift)
      let end = index &+ length &- passed
      guard differing == 0, end <= range.upperBound else { continue }
      if length <= 8 || endsAlike(key.position, text, end, length &- 8) {
        body(UInt32(truncatingIfNeeded: place), end)
      }
    }
  }

  @inline(__always)
  private func child(of unit: Unit, _ byte: UInt8) -> Unit? {
    let place = unit.base &+ Int(byte)
    return labels[place] == byte ? units[place] : nil
  }

  /// Eight bytes of `text`, the first one highest, and zeros behind its end.
  @inline(__always)
  private static func word(_ text: [UInt8], at start: Int) -> UInt64 {
    unsafe text.withUnsafeBytes { text in
      if start &+ 8 <= text.count {
        // SAFETY: positions are not negative, and eight bytes from there on are in the text.
        return unsafe text.loadUnaligned(fromByteOffset: start, as: UInt64.self).bigEndian
      }
      return unsafe text.dropFirst(start).prefix(8).enumerated().reduce(0) { word, byte in
        word | UInt64(byte.element) &<< UInt64(56 &- 8 &* byte.offset)
      }
    }
  }

  /// Whether the last `count` bytes of `token` are those of `text` before `end`.
  private func endsAlike(_ token: UInt32, _ text: [UInt8], _ end: Int, _ count: Int) -> Bool {
    var place = Int(starts[Int(token) + 1]) - count
    for index in end - count..<end {
      guard text[index] == arena[place] else { return false }
      place += 1
    }
    return true
  }
}

extension TokenTrie {
  /// What a node is, in eight bytes: a base and the place of the token that ends there; or a bucket
  /// of keys, with a bit for the lower part of each byte that a token goes on with.
  struct Unit: BitwiseCopyable, Sendable {
    /// The most keys of a bucket, as many as are in a line of memory.
    static let bucketSize = 4
    private static let bucketBit: UInt64 = 1 << 63
    private static let endBit: UInt64 = 1 << 62
    private static let startMask: UInt64 = 1 << 28 - 1

    private let bits: UInt64

    /// A node with children.
    init(base: Int, place: UInt32) {
      bits = UInt64(truncatingIfNeeded: base) << 32 | UInt64(place)
    }

    /// A node without; the first of the keys `passed` bytes of which lead there is at `start`.
    init(bucket keys: ArraySlice<TokenKey>, behind passed: Int) {
      var bits = Self.bucketBit | UInt64(truncatingIfNeeded: keys.startIndex) & Self.startMask
      bits |= UInt64(truncatingIfNeeded: keys.count - 1) << 60
      for key in keys {
        if Int(key.length) > passed {
          bits |= Self.bit(key.byte(passed))
        } else {
          bits |= Self.endBit | 0xFFFF_FFFF << 28
        }
      }
      self.bits = bits
    }

    @inline(__always)
    private static func bit(_ byte: UInt8) -> UInt64 { 1 &<< (28 &+ UInt64(byte & 31)) }

    @inline(__always)
    var isBucket: Bool { bits & Self.bucketBit != 0 }
    @inline(__always)
    var place: UInt32 { UInt32(truncatingIfNeeded: bits) }
    @inline(__always)
    var base: Int { Int(truncatingIfNeeded: bits >> 32) }

    /// Whether a token of the bucket ends here.
    var hasEnd: Bool { bits & Self.endBit != 0 }

    /// Whether a token of the bucket ends here, or may go on with `byte`.
    @inline(__always)
    func mayGoOn(with byte: UInt8) -> Bool { bits & Self.bit(byte) != 0 }

    @inline(__always)
    var bucket: Range<Int> {
      let start = Int(truncatingIfNeeded: bits & Self.startMask)
      return start..<start &+ 1 &+ Int(truncatingIfNeeded: bits >> 60 & 3)
    }
  }
}
