/// Full decompositions of Unicode 9.0, Hangul excepted.
struct Decompositions: Sendable {
  /// Where the decomposition of a scalar lies in `parts`; two ranges that may be one.
  struct Entry {
    var scalar: UInt32
    /// Empty when the scalar has only a compatibility decomposition.
    var canonical: Range<Int>
    var compatible: Range<Int>
  }

  /// In scalar order; number 0 is a stand-in for "none".
  private(set) var entries = [Entry(scalar: 0, canonical: 0..<0, compatible: 0..<0)]
  /// The scalars that others decompose to, one decomposition after another.
  private(set) var parts: [UInt32] = []
  private var numbers = ScalarMap()

  /// The one copy.
  static let shared = Decompositions(NormalizationTables.decompositions)

  /// Reads `C0=41+300 A8~20+308`: `=` canonical, `~` compatibility.
  private init(_ text: StaticString) {
    var reader = TableReader(text)
    while let scalar = reader.hexadecimal() {
      let canonical = reader.skip("=") ? readParts(&reader) : parts.count..<parts.count
      let compatible = reader.skip("~") ? readParts(&reader) : canonical
      numbers.set(scalar...scalar, to: UInt16(truncatingIfNeeded: entries.count))
      entries.append(Entry(scalar: scalar, canonical: canonical, compatible: compatible))
      reader.skipSpaces()
    }
  }

  private mutating func readParts(_ reader: inout TableReader) -> Range<Int> {
    let start = parts.count
    repeat {
      if let part = reader.hexadecimal() { parts.append(part) }
    } while reader.skip("+")
    return start..<parts.count
  }

  /// Where in `parts` the decomposition of `scalar` is; empty when it has none.
  @inline(__always)
  func range(of scalar: UInt32, compatible: Bool) -> Range<Int> {
    let entry = entries[Int(numbers[scalar])]
    return compatible ? entry.compatible : entry.canonical
  }
}
