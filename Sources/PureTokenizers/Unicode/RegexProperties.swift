/// The Unicode properties that `\p{…}` names, as Oniguruma knows them.
struct RegexProperties: Sendable {
  /// Read once, when the first pattern is.
  static let shared = RegexProperties(RegexPropertyTable.lines)

  private let table: [UInt8]
  /// Where the members of a property begin in the table.
  private var membersByName: [[UInt8]: Int] = [:]

  /// The members of a property; `name` in lower case without spaces, hyphens and underscores.
  func set(named name: [UInt8]) -> ScalarRanges? {
    guard let start = membersByName[name] else { return nil }
    return ScalarRanges(ranges(at: start))
  }

  func hasSet(named name: [UInt8]) -> Bool { membersByName[name] != nil }

  /// The members of a property that the table is known to have.
  func set(_ name: StaticString) -> ScalarRanges {
    set(named: name.withUTF8Buffer { unsafe Array($0) }) ?? ScalarRanges([])
  }

  private init(_ text: StaticString) {
    table = text.withUTF8Buffer { unsafe Array($0) }
    var index = 0
    while index < table.count {
      if !isContinuation(index) { index = readNames(at: index) }
      while index < table.count, table[index] != 0x0A { index += 1 }
      index += 1
    }
  }

  private func isContinuation(_ index: Int) -> Bool { table[index] == 0x20 }

  /// Reads `name name:` and returns where the members begin.
  private mutating func readNames(at start: Int) -> Int {
    var names: [[UInt8]] = [[]]
    var index = start
    while index < table.count, table[index] != 0x3A {
      if table[index] == 0x20 || table[index] == 0x0A {
        if names.last?.isEmpty == false { names.append([]) }
      } else {
        names[names.count - 1].append(table[index])
      }
      index += 1
    }
    for name in names { membersByName[name] = index + 1 }
    return index + 1
  }

  /// What is named an odd number of times, by itself or through other lines.
  private func ranges(at start: Int) -> [ClosedRange<UInt32>] {
    var edges: [UInt32] = []
    collect(at: start, into: &edges)
    edges.sort()
    var ranges: [ClosedRange<UInt32>] = []
    var open: UInt32?
    for edge in edges {
      if let lower = open {
        if edge > lower { ranges.append(lower...(edge - 1)) }
        open = nil
      } else {
        open = edge
      }
    }
    return ranges
  }

  /// Appends the first scalar of each member range, and the first one after it.
  private func collect(at start: Int, into edges: inout [UInt32]) {
    var index = start
    while let word = word(at: &index) {
      if table[word.lowerBound] == 0x2B {
        let name = Array(table[word.dropFirst()])
        if let other = membersByName[name] { collect(at: other, into: &edges) }
        continue
      }
      var value: UInt32 = 0
      var lower: UInt32?
      for byte in table[word] {
        if byte == 0x2D {
          lower = value
          value = 0
        } else {
          value = value << 4 | UInt32(byte < 0x41 ? byte - 0x30 : byte - 0x41 + 10)
        }
      }
      edges.append(lower ?? value)
      edges.append(value + 1)
    }
  }

  /// The next word of a line and the lines that go on with it.
  private func word(at index: inout Int) -> Range<Int>? {
    while index < table.count, table[index] == 0x20 || table[index] == 0x0A {
      let endsLine = table[index] == 0x0A
      index += 1
      if endsLine, index >= table.count || !isContinuation(index) { return nil }
    }
    let start = index
    while index < table.count, table[index] != 0x20, table[index] != 0x0A { index += 1 }
    return start < index ? start..<index : nil
  }
}
