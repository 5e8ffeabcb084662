/// Canonical combining classes of Unicode 9.0.
enum CombiningClasses {
  /// The class of each scalar; 0 for a starter.
  static let classes: ScalarMap = {
    var map = ScalarMap()
    for (range, number) in members { map.set(range, to: number) }
    return map
  }()

  /// Every scalar that is no starter.
  static var nonStarters: [ClosedRange<UInt32>] { members.map(\.range) }

  /// Reads `E4: 5AE 18A9 E6: 300-314`.
  private static let members: [(range: ClosedRange<UInt32>, number: UInt16)] = {
    var result: [(ClosedRange<UInt32>, UInt16)] = []
    var reader = TableReader(NormalizationTables.combiningClasses)
    var number: UInt16 = 0
    while let first = reader.hexadecimal() {
      if reader.skip(":") {
        number = UInt16(truncatingIfNeeded: first)
      } else {
        let last = reader.skip("-") ? reader.hexadecimal() ?? first : first
        result.append((first...Swift.max(first, last), number))
      }
      reader.skipSpaces()
    }
    return result
  }()
}
