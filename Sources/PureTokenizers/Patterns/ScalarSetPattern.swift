/// Finds the scalars of a set.
struct ScalarSetPattern: Pattern {
  /// What one match covers.
  enum Unit {
    /// A single scalar.
    case scalar
    /// As many scalars of the set as follow one another.
    case run
  }

  let set: ScalarSet
  let unit: Unit

  init(_ set: ScalarSet, unit: Unit = .scalar) {
    self.set = set
    self.unit = unit
  }

  func appendMatches(
    in bytes: [UInt8], range: Range<Int>, to matches: inout [Range<Int>]
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      repeat {
        let scalar = bytes.scalar(at: index)
        guard set.contains(scalar.value) else { break }
        index += scalar.length
      } while unit == .run && index < range.upperBound
      if index > start {
        matches.append(start..<index)
      } else {
        index += UTF8Scalars.length(lead: bytes[index])
      }
    }
  }
}
