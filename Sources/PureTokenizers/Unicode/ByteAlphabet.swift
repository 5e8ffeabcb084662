/// GPT-2's alphabet: one visible character for each byte.
///
/// Bytes 21–7E, A1–AC and AE–FF stand for themselves; the other 68, in order, for U+0100 and up.
///
///     0x20 → "Ġ"   0x0A → "Ċ"   0x41 → "A"
enum ByteAlphabet {
  /// The scalar for each byte.
  static let scalars: [UInt32] = makeScalars()
  /// The byte for each scalar below U+0144, or -1.
  private static let bytes: [Int16] = makeBytes()
  /// The UTF-8 form of each byte's scalar: two bytes, low one first, the second 0 when unused.
  static let utf8: [UInt16] = scalars.map(utf8Form)

  /// The scalar that stands for `byte`.
  static func scalar(for byte: UInt8) -> UInt32 { scalars[Int(byte)] }

  /// The byte that `scalar` stands for, if any.
  static func byte(for scalar: UInt32) -> UInt8? {
    guard scalar < UInt32(bytes.count) else { return nil }
    let byte = bytes[Int(scalar)]
    return byte < 0 ? nil : UInt8(truncatingIfNeeded: byte)
  }

  private static func makeScalars() -> [UInt32] {
    var next: UInt32 = 0x100
    return (0...255).map { (byte: UInt32) in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return byte
      default:
        next += 1
        return next - 1
      }
    }
  }

  private static func makeBytes() -> [Int16] {
    var result = [Int16](repeating: -1, count: 0x144)
    for (byte, scalar) in scalars.enumerated() {
      result[Int(scalar)] = Int16(truncatingIfNeeded: byte)
    }
    return result
  }

  private static func utf8Form(_ scalar: UInt32) -> UInt16 {
    guard scalar >= 0x80 else { return UInt16(truncatingIfNeeded: scalar) }
    let lead = 0xC0 | scalar >> 6
    let trail = 0x80 | scalar & 0x3F
    return UInt16(truncatingIfNeeded: lead | trail << 8)
  }
}
