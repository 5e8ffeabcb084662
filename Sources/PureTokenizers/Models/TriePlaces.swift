/// Which places of a double array are free, and which bases are, a bit for each.
///
/// Where a node's children can go is found for 57 bases at a time: the free places, shifted by
/// each child's byte, and the free bases, all laid over one another.
struct TriePlaces {
  /// How many bits a load of eight bytes has for sure from any bit on.
  private static let windowBits = 57
  /// How many windows are tried for several children before places are taken that nobody had.
  private static let trials = 8
  /// How many places there are behind all that are taken.
  private static let room = 1024

  private var places: [UInt8] = []
  private var bases: [UInt8] = []
  /// No place before is free.
  private var firstFree = 1
  /// This place and all behind it are free.
  private var frontier = 1
  private(set) var count = 0

  /// The root has the first place.
  init() {
    grow(to: Self.room)
    places[0] = 0xFE
    bases[0] = 0xFE
  }

  /// Makes room for `count` places in all, a multiple of 256; some bits more are there, so that
  /// eight bytes can be read from any bit on.
  private mutating func grow(to count: Int) {
    let more = (count - self.count) / 8
    if !places.isEmpty { places.removeLast(16) }
    places.append(contentsOf: repeatElement(0xFF, count: more))
    places.append(contentsOf: repeatElement(0, count: 16))
    for _ in stride(from: self.count, to: count, by: 256) {
      bases.append(contentsOf: repeatElement(0xFF, count: 31))
      // No node has such a base, see `TokenTrie`.
      bases.append(0x7F)
    }
    self.count = count
  }

  /// A free base that leads all of `bytes`, which ascend, to free places; they are taken.
  mutating func takeBase(for bytes: [UInt8]) -> Int {
    guard let first = bytes.first, let last = bytes.last else { return 255 }
    let latest = frontier - Self.trials * Self.windowBits
    var start = max((bytes.count == 1 ? firstFree : max(firstFree, latest)) - Int(first), 1)
    var base: Int?
    for _ in 0..<Self.trials where start + 64 + 256 < count {
      base = self.base(for: bytes, from: start)
      if base != nil { break }
      start += Self.windowBits
    }
    let found = base ?? newBase(first)
    if found + Int(last) + Self.room > count { grow(to: count + 8 * Self.room) }
    bases[found >> 3] &= ~(1 << UInt8(found & 7))
    for byte in bytes { take(found + Int(byte)) }
    return found
  }

  /// A base that leads the first child to the frontier.
  private mutating func newBase(_ first: UInt8) -> Int {
    var base = max(frontier - Int(first), 1)
    while bases[base >> 3] >> UInt8(base & 7) & 1 == 0 { base += 1 }
    return base
  }

  /// The first such base of the 57 from `start` on.
  @inline(__always)
  private func base(for bytes: [UInt8], from start: Int) -> Int? {
    unsafe places.withUnsafeBytes { places in
      unsafe bases.withUnsafeBytes { bases in
        var found = unsafe Self.bits(bases, from: start)
        for byte in bytes {
          found &= unsafe Self.bits(places, from: start &+ Int(byte))
          if found == 0 { return nil }
        }
        return start &+ found.trailingZeroBitCount
      }
    }
  }

  @inline(__always)
  private static func bits(_ bits: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
    // SAFETY: the caller has seen that 64 bits and the bits of the largest byte are in bounds.
    let word = unsafe bits.loadUnaligned(fromByteOffset: start &>> 3, as: UInt64.self)
    return word.littleEndian &>> UInt64(start & 7) & (1 << UInt64(windowBits) &- 1)
  }

  private mutating func take(_ place: Int) {
    places[place >> 3] &= ~(1 << UInt8(place & 7))
    frontier = max(frontier, place + 1)
    while firstFree < frontier, places[firstFree >> 3] >> UInt8(firstFree & 7) & 1 == 0 {
      firstFree += 1
    }
  }
}
