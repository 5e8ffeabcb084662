/// All scalars in classes: two are in one class when the same ones of some sets have both.
///
/// An automaton needs to know no more of a scalar than its class. ASCII is one load, what lies
/// beyond two.
struct ScalarPartition: Sendable {
  /// For each class, bit *i* tells whether set *i* has it.
  private(set) var members: [UInt64] = []
  /// Where the scalars of one class after another begin, and which class that is.
  private(set) var segments: [(start: UInt32, number: UInt8)] = []
  /// The class of each byte: for ASCII that of the scalar, and for all of them that of the
  /// character that the byte is written as if `readsBytes`; then pages of 256 scalars, equal ones
  /// once.
  private(set) var classes = [UInt8](repeating: 0, count: 256)
  /// Where in `classes` the page of each 256 scalars begins.
  private(set) var pages: [UInt32] = []
  /// Whether texts are bytes, for which their characters of `ByteAlphabet` stand.
  private(set) var readsBytes = false
  /// Up to this, the class of a byte is known without the bytes after it.
  var byteLimit: Int { readsBytes ? 256 : 128 }

  /// Nil for more than 64 sets or 250 classes.
  init?(_ sets: [ScalarRanges]) {
    guard sets.count <= 64, makeSegments(sets) else { return nil }
    makePages()
  }

  /// The class of `scalar`, which must be below U+110000.
  @inline(__always)
  func number(of scalar: UInt32) -> UInt8 {
    classes[Int(pages[Int(scalar &>> 8)]) &+ Int(scalar & 0xFF)]
  }

  /// The same classes, for the characters that bytes are written as.
  var forBytes: ScalarPartition {
    var result = self
    result.readsBytes = true
    for byte in UInt8.min...UInt8.max {
      result.classes[Int(byte)] = number(of: ByteAlphabet.scalar(for: byte))
    }
    return result
  }

  private mutating func makeSegments(_ sets: [ScalarRanges]) -> Bool {
    var edges: [(scalar: UInt32, bit: UInt64)] = [(0, 0)]
    for (index, set) in sets.enumerated() {
      for range in set.ranges {
        edges.append((range.lowerBound, 1 << UInt64(index)))
        edges.append((range.upperBound + 1, 1 << UInt64(index)))
      }
    }
    edges.sort { $0.scalar < $1.scalar }
    var numbers: [UInt64: UInt8] = [:]
    var membership: UInt64 = 0
    for (index, edge) in edges.enumerated() where edge.scalar <= ScalarRanges.lastScalar {
      membership ^= edge.bit
      if index + 1 < edges.count, edges[index + 1].scalar == edge.scalar { continue }
      let number = numbers[membership] ?? UInt8(members.count)
      if numbers.updateValue(number, forKey: membership) == nil {
        members.append(membership)
        guard members.count <= 250 else { return false }
      }
      segments.append((edge.scalar, number))
    }
    return true
  }

  private mutating func makePages() {
    var segment = 0
    /// Where the pages of one class alone are.
    var uniform = [UInt32](repeating: 0, count: members.count)
    pages.reserveCapacity(0x1100)
    for first in stride(from: 0 as UInt32, to: 0x11_0000, by: 256) {
      while nextStart(segment) <= first { segment += 1 }
      let number = segments[segment].number
      if nextStart(segment) >= first + 256 {
        if uniform[Int(number)] == 0 {
          uniform[Int(number)] = UInt32(classes.count)
          classes += repeatElement(number, count: 256)
        }
        pages.append(uniform[Int(number)])
      } else {
        pages.append(UInt32(classes.count))
        appendPage(first, &segment)
      }
    }
    for byte in 0..<128 { classes[byte] = number(of: UInt32(byte)) }
  }

  private mutating func appendPage(_ first: UInt32, _ segment: inout Int) {
    var scalar = first
    while scalar < first + 256 {
      while nextStart(segment) <= scalar { segment += 1 }
      let end = min(nextStart(segment), first + 256)
      classes += repeatElement(segments[segment].number, count: Int(end - scalar))
      scalar = end
    }
  }

  private func nextStart(_ segment: Int) -> UInt32 {
    segment + 1 < segments.count ? segments[segment + 1].start : 0x11_0000
  }
}

extension ScalarPartition {
  /// The pairs of classes that some scalar has, one here and one in `other`.
  func pairs(with other: ScalarPartition) -> Set<[UInt8]> {
    var pairs: Set<[UInt8]> = []
    var (left, right) = (0, 0)
    while true {
      pairs.insert([segments[left].number, other.segments[right].number])
      let nextLeft = left + 1 < segments.count ? segments[left + 1].start : .max
      let nextRight = right + 1 < other.segments.count ? other.segments[right + 1].start : .max
      guard min(nextLeft, nextRight) < .max else { return pairs }
      if nextLeft <= nextRight { left += 1 }
      if nextRight <= nextLeft { right += 1 }
    }
  }
}
