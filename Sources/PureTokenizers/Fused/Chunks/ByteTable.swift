/// What bytes of ASCII become one by one, as far as that is known: the rules that there are in
/// practice, in a form that compilers make vectors of.
struct ByteTable: Sendable {
  /// What is added to capital letters: 32 where they become small ones.
  private let capitalShift: UInt8
  /// The controls that become spaces; of the others nothing is known.
  private let spaces: [Bool]

  /// The table of `rule`, which is nil for bytes of which nothing is known; nil unless what is seen
  /// stays, or loses its case, and controls become spaces.
  init?(_ rule: (UInt8) -> UInt8?) {
    guard let a = rule(0x41), a == 0x41 || a == 0x61 else { return nil }
    let shift = a &- 0x41
    capitalShift = shift
    spaces = (0..<0x20).map { rule($0) == 0x20 }
    let isPlain = (0x20...0x7E as ClosedRange<UInt8>).allSatisfy { byte in
      rule(byte) == (byte &- 0x41 < 26 ? byte &+ shift : byte)
    }
    guard isPlain else { return nil }
  }

  private func isKnown(_ byte: UInt8) -> Bool {
    byte < 0x20 ? spaces[Int(byte)] : byte < 0x7F
  }

  /// Where the first byte of `range` is of which nothing is known.
  func endOfKnown(_ text: [UInt8], _ range: Range<Int>) -> Int {
    unsafe text.withUnsafeBytes { text in
      var index = range.lowerBound
      while index &+ 16 <= range.upperBound {
        // SAFETY: `range` is in the text.
        let bytes = unsafe text.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
        let areSeen = (bytes &- Vector.blank) .< Self.seenCount
        if !all(areSeen), let unknown = unsafe firstUnknown(text, index..<index &+ 16) {
          return unknown
        }
        index &+= 16
      }
      return unsafe firstUnknown(text, index..<range.upperBound) ?? range.upperBound
    }
  }

  private static let seenCount = SIMD16<UInt8>(repeating: 0x7F - 0x20)

  private func firstUnknown(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    range.first { unsafe !isKnown(text[$0]) }
  }

  /// Appends what known bytes become.
  func append(_ known: ArraySlice<UInt8>, to result: inout [UInt8]) {
    let start = result.count
    result.append(contentsOf: known)
    let shift = capitalShift
    unsafe result.withUnsafeMutableBufferPointer { result in
      for index in start..<result.count {
        // SAFETY: the index is below the count.
        let byte = unsafe result[index]
        let folded = byte &- 0x41 < 26 ? byte &+ shift : byte
        unsafe result[index] = folded < 0x20 ? 0x20 : folded
      }
    }
  }
}
