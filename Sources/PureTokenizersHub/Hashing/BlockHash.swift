/// A hash that takes blocks of 64 bytes and ends in the padding that MD5 introduced.
protocol BlockHash: Sendable {
  /// Takes in blocks of 64 bytes, one after the other.
  ///
  /// A pointer, because whoever debugs an app downloads large files as well: checked subscripts
  /// take ten times as long in a debug build.
  mutating func absorb(_ blocks: UnsafeRawBufferPointer)
  /// The state, most significant byte first.
  var digest: [UInt32] { get }
}

/// A hash over bytes that come in parts of any size.
struct RunningHash<Hash: BlockHash>: Sendable {
  private var hash: Hash
  private var pending: [UInt8] = []
  private var count: UInt64 = 0

  init(_ hash: Hash) { self.hash = hash }

  mutating func update(_ bytes: [UInt8]) {
    count &+= UInt64(bytes.count)
    var start = 0
    if !pending.isEmpty {
      start = min(64 - pending.count, bytes.count)
      pending += bytes[..<start]
      guard pending.count == 64 else { return }
      absorb(pending, 0..<64)
      pending.removeAll(keepingCapacity: true)
    }
    let end = start + (bytes.count - start) / 64 * 64
    absorb(bytes, start..<end)
    pending += bytes[end...]
  }

  private mutating func absorb(_ bytes: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    unsafe bytes.withUnsafeBytes { buffer in
      // SAFETY: rebasing keeps to the bounds of `buffer`, which checks the range.
      unsafe hash.absorb(UnsafeRawBufferPointer(rebasing: buffer[range]))
    }
  }

  /// The hash of all bytes so far, in hexadecimal digits.
  var hexadecimal: String {
    var copy = self
    var padding: [UInt8] = [0x80]
    padding += [UInt8](repeating: 0, count: (119 - pending.count) % 64)
    let bits = count &* 8
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    copy.update(padding)
    return copy.hash.digest.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}

/// The words that a block is mixed into, and the place in the input of the next block.
enum MessageSchedule {
  /// Runs `body` for each block with `count` words, of which the first 16 are the block's.
  static func forEachBlock(
    of blocks: UnsafeRawBufferPointer, words count: Int,
    _ body: (UnsafeMutableBufferPointer<UInt32>) -> Void
  ) {
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { words in
      unsafe words.initialize(repeating: 0)
      var position = 0
      while position + 64 <= blocks.count {
        var index = 0
        while index < 16 {
          // SAFETY: 64 bytes are left from `position`, and `words` has 16 words or more.
          let offset = position &+ index &* 4
          let word = unsafe blocks.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
          unsafe words[index] = word.bigEndian
          index &+= 1
        }
        unsafe body(words)
        position &+= 64
      }
    }
  }
}
