/// What can come first.
extension RegexCompiler {
  /// What `node` can begin with when `follow` comes after it.
  func first(of node: RegexNode, then follow: RegexFirst) -> RegexFirst {
    switch node {
    case .literal(let scalars, _):
      return scalars.first.map(Self.first) ?? follow
    case .set(let set): return Self.first(of: set)
    case .sequence(let nodes):
      return nodes.reversed().reduce(follow) { first(of: $1, then: $0) }
    case .alternation(let branches):
      return branches.reduce(.none) { $0.union(first(of: $1, then: follow)) }
    case .quantified(let body, let quantifier):
      if quantifier.upper == 0 { return follow }
      let once = first(of: body, then: follow).continued
      return quantifier.lower == 0 ? once.union(follow) : once
    case .capture(_, let body), .atomic(let body), .option(let body):
      return first(of: body, then: follow)
    case .look, .assertion, .keep, .groupTest: return follow.continued
    case .backreference, .conditional: return .any
    case .failure: return .none
    }
  }

  private static func first(_ scalar: UInt32) -> RegexFirst {
    var first = RegexFirst.none
    first.insert(lead(scalar))
    return first
  }

  /// The first bytes of the members.
  private static func first(of set: ScalarRanges) -> RegexFirst {
    var first = RegexFirst.none
    for range in set.ranges {
      var scalar = range.lowerBound
      while scalar <= range.upperBound {
        first.insert(lead(scalar))
        scalar = nextLead(after: scalar)
      }
    }
    return first
  }

  /// The first byte of a scalar.
  private static func lead(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0..<0x80: UInt8(truncatingIfNeeded: scalar)
    case 0x80..<0x800: UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
    case 0x800..<0x10000: UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
    default: UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
    }
  }

  /// The next scalar whose first byte differs.
  private static func nextLead(after scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0..<0x80: scalar + 1
    case 0x80..<0x800: (scalar | 0x3F) + 1
    case 0x800..<0x10000: (scalar | 0xFFF) + 1
    default: (scalar | 0x3FFFF) + 1
    }
  }

  /// The number of a filter that lets through what `preferred` (bit 0) and `other` (bit 1) allow.
  mutating func filter(_ preferred: RegexFirst, _ other: RegexFirst = .any) -> Int32 {
    let number = program.filters.count / 257
    for entry in 0...256 {
      program.filters.append(
        (preferred.allows(entry) ? 1 : 0) | (other.allows(entry) ? 2 : 0))
    }
    return Int32(truncatingIfNeeded: number)
  }
}
