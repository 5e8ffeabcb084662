/// Group names and references to groups.
extension RegexParser {
  /// The name of a group that is defined here; Oniguruma looks at its first character only.
  mutating func groupName(end: UInt32) throws(RegexSyntaxError) -> [UInt32] {
    var name: [UInt32] = []
    guard let first = current, first != end else { throw error(.emptyGroupName) }
    while let scalar = current, scalar != end, scalar != 0x29 {
      name.append(scalar)
      position += 1
    }
    if first == 0x2D || first == 0x2B || 0x30...0x39 ~= first {
      throw error(.invalidGroupName(Self.text(name)))
    }
    guard RegexSets.isNameScalar(first) else {
      throw error(.invalidGroupNameCharacter(Self.text(name)))
    }
    guard current == end else { throw error(.invalidGroupName(Self.text(name))) }
    position += 1
    return name
  }

  /// `\k<name>`, `\k'1'`, `\k<-1>`.
  mutating func namedReference() throws(RegexSyntaxError) -> RegexToken {
    guard isNext("<") || isNext("'") else { return .literal(0x6B) }
    let end: UInt32 = isNext("<") ? 0x3E : 0x27
    position += 1
    return .backreference(try reference(end: end))
  }

  /// A name or number up to `end`.
  mutating func reference(end: UInt32) throws(RegexSyntaxError) -> RegexReference {
    if current == nil || current == end { throw error(.emptyGroupName) }
    if let first = current, first == 0x2D || first == 0x2B || 0x30...0x39 ~= first {
      return try numberedReference(end: end)
    }
    var name: [UInt32] = []
    while let scalar = current, scalar != end, ![0x29, 0x2B, 0x2D].contains(scalar) {
      name.append(scalar)
      position += 1
    }
    guard name.allSatisfy(RegexSets.isNameScalar) else {
      throw error(.invalidGroupNameCharacter(Self.text(name)))
    }
    try closeReference(end: end, name)
    guard let groups = groupsByName[name] else { throw error(.undefinedName(Self.text(name))) }
    return RegexReference(groups: groups, isByNumber: false)
  }

  private mutating func numberedReference(
    end: UInt32
  ) throws(RegexSyntaxError) -> RegexReference {
    let start = position
    let isBackward = isNext("-")
    let isRelative = isBackward || isNext("+")
    if isRelative { position += 1 }
    let number = decimal()
    let name = Array(source[start..<position])
    guard let number, !isRelative || number > 0 else {
      throw error(.invalidGroupName(Self.text(name)))
    }
    try closeReference(end: end, name)
    if number > Int(Int32.max) { throw error(.numberTooBig) }
    let group = isBackward ? groupCount + 1 - number : isRelative ? groupCount + number : number
    return try reference(toGroup: group)
  }

  private mutating func closeReference(
    end: UInt32, _ name: [UInt32]
  ) throws(RegexSyntaxError) {
    if current != end, isNext("+") || isNext("-"), position + 1 < source.count {
      if 0x30...0x39 ~= source[position + 1] { throw error(.unsupported("references with levels")) }
    }
    guard current == end else { throw error(.invalidGroupName(Self.text(name))) }
    position += 1
  }

  /// A reference by number, which may stand before its group.
  mutating func reference(toGroup number: Int) throws(RegexSyntaxError) -> RegexReference {
    if number <= 0 { throw error(.invalidBackreference) }
    highestReference = Swift.max(highestReference, number)
    refersByNumber = true
    return RegexReference(groups: [number], isByNumber: true)
  }

  static func text(_ scalars: [UInt32]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
    return String(text)
  }
}
