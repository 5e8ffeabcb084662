/// The pairs of scalars that compose in Unicode 9.0.
struct Compositions: Sendable {
  /// First scalar in the upper half, second in the lower.
  private var pairs: [UInt64] = []
  private var results: [UInt32] = []
  /// By the hash of a pair where it is found, counted from 1; 0 is an empty slot.
  private var slots = [UInt16](repeating: 0, count: slotCount)

  /// Four times as many as there are pairs: a search by halves took a seventh of the time of text
  /// that is all letters with marks.
  private static let slotCount = 4096

  /// The one copy.
  static let shared = Compositions(NormalizationTables.compositions)

  /// Reads `41+300=C0`, in the order of the pairs.
  private init(_ text: StaticString) {
    var reader = TableReader(text)
    while let first = reader.hexadecimal(), reader.skip("+"), let second = reader.hexadecimal(),
      reader.skip("="), let result = reader.hexadecimal()
    {
      pairs.append(UInt64(first) << 32 | UInt64(second))
      results.append(result)
      reader.skipSpaces()
    }
    for (position, pair) in pairs.enumerated() {
      slots[slot(of: pair)] = UInt16(truncatingIfNeeded: position + 1)
    }
  }

  /// The slot where `pair` is, or the empty one where it would be.
  @inline(__always)
  private func slot(of pair: UInt64) -> Int {
    let hash = (pair ^ pair &>> 29) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: hash &>> 52)
    while slots[slot] != 0, pairs[Int(slots[slot]) - 1] != pair {
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    return slot
  }

  /// The scalar that `first` and `second` compose to.
  func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if let syllable = Hangul.compose(first, second) { return syllable }
    let number = Int(slots[slot(of: UInt64(first) << 32 | UInt64(second))])
    return number == 0 ? nil : results[number - 1]
  }

  /// The scalars that may compose with what comes before them.
  var seconds: [ClosedRange<UInt32>] {
    pairs.map { UInt32(truncatingIfNeeded: $0)...UInt32(truncatingIfNeeded: $0) }
      + Hangul.composingJamo
  }

  /// The scalars that a pair composes to, Hangul excepted.
  var composites: Set<UInt32> { Set(results) }
}
