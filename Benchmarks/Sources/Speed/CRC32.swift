/// The CRC-32 of zip and PNG, to compare ids with other programs' without storing them.
struct CRC32 {
  private var state: UInt32 = 0xFFFF_FFFF

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
  }

  /// The checksum of what has been added.
  var value: UInt32 { ~state }

  /// Adds an id as four bytes, lowest first.
  mutating func add(_ id: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      let byte = UInt8(truncatingIfNeeded: id >> UInt32(shift))
      state = state >> 8 ^ Self.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)]
    }
  }
}
