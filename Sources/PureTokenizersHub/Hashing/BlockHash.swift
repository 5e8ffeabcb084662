/// A hash that takes blocks of 64 bytes and ends in the padding that MD5 introduced.
protocol BlockHash: Sendable {
  /// Takes 64 bytes in.
  mutating func absorb(_ block: ArraySlice<UInt8>)
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
    var rest = bytes[...]
    if !pending.isEmpty {
      let missing = rest.prefix(64 - pending.count)
      pending += missing
      rest = rest.dropFirst(missing.count)
      guard pending.count == 64 else { return }
      hash.absorb(pending[...])
      pending.removeAll(keepingCapacity: true)
    }
    while rest.count >= 64 {
      hash.absorb(rest.prefix(64))
      rest = rest.dropFirst(64)
    }
    pending += rest
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

extension UInt32 {
  func rotatedLeft(_ count: UInt32) -> UInt32 { (self &<< count) | (self &>> (32 &- count)) }
}

extension [UInt32] {
  /// Fills the first 16 words from 64 bytes, most significant byte first.
  mutating func load(_ block: ArraySlice<UInt8>) {
    var position = block.startIndex
    for index in 0..<16 {
      let high = UInt32(block[position]) << 24 | UInt32(block[position + 1]) << 16
      self[index] = high | UInt32(block[position + 2]) << 8 | UInt32(block[position + 3])
      position += 4
    }
  }
}
