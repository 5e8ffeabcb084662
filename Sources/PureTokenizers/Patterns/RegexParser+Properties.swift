/// `\p{…}` and `[:…:]`.
extension RegexParser {
  /// A property outside of a class, where `\p{Word}` is the `\w` there.
  mutating func propertyOutsideClass(
    isNegated: Bool
  ) throws(RegexSyntaxError) -> ScalarRanges {
    let name = try propertyName()
    let isWord = name == Self.wordName && !options.isASCII(.word)
    let set = isWord ? RegexSets.wordOutsideClass : try propertySet(name)
    return isNegated ? set.inverted : set
  }

  private static let wordName = Array("word".utf8)

  /// A property in a class.
  mutating func propertySet() throws(RegexSyntaxError) -> ScalarRanges {
    try propertySet(try propertyName())
  }

  private func propertySet(_ name: [UInt8]) throws(RegexSyntaxError) -> ScalarRanges {
    let key = name == Self.wordName ? Array("word.class".utf8) : name
    guard let set = RegexProperties.shared.set(named: key) else { throw error(.endInGroup) }
    return isLimitedToASCII(name) ? set.asciiPart : set
  }

  /// Whether `(?W)`, `(?D)`, `(?S)` or `(?P)` leave only the ASCII members.
  private func isLimitedToASCII(_ name: [UInt8]) -> Bool {
    switch String(decoding: name, as: UTF8.self) {
    case "word": options.isASCII(.word)
    case "digit", "nd", "decimalnumber": options.isASCII(.digit)
    case "space", "whitespace", "wspace": options.isASCII(.space)
    case "alnum", "alpha", "blank", "cntrl", "graph", "lower", "print", "punct", "posixpunct",
      "upper", "xdigit", "alphabetic", "lowercase", "uppercase", "cc", "control":
      options.posixIsASCII
    default: false
    }
  }

  /// The name of a known property, up to `}`, as the table writes names.
  private mutating func propertyName() throws(RegexSyntaxError) -> [UInt8] {
    var name: [UInt32] = []
    while let scalar = current {
      position += 1
      if scalar == 0x7D {
        guard let key = Self.key(name) else { throw error(.unknownProperty(Self.text(name))) }
        return key
      }
      if [0x28, 0x29, 0x7B, 0x7C].contains(scalar) { break }
      name.append(scalar)
    }
    throw error(.unmatchedOpen)
  }

  /// Without spaces, hyphens and underscores, in lower case; a dot marks names of our own.
  private static func key(_ name: [UInt32]) -> [UInt8]? {
    var result: [UInt8] = []
    for scalar in name where ![0x20, 0x2D, 0x5F].contains(scalar) {
      guard scalar < 0x80, scalar != 0x2E else { return nil }
      let byte = UInt8(truncatingIfNeeded: scalar)
      result.append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
    }
    return result == wordName || RegexProperties.shared.hasSet(named: result) ? result : nil
  }

  // MARK: - POSIX brackets

  private static let posixNames = [
    "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
    "upper", "xdigit", "ascii", "word",
  ]

  /// `[:alpha:]` in a class, its `[` read; `nil` when it is an ordinary nested class.
  mutating func posixBracket() throws(RegexSyntaxError) -> ScalarRanges? {
    guard looksLikePOSIXBracket() else { return nil }
    position += 1
    let isNegated = skip("^")
    let rest = source[position...]
    for name in Self.posixNames where rest.starts(with: name.unicodeScalars.map(\.value)) {
      guard rest.dropFirst(name.utf8.count).starts(with: [0x3A, 0x5D]) else { break }
      position += name.utf8.count + 2
      let set = try propertySet(Array((name == "punct" ? "posixpunct" : name).utf8))
      return isNegated ? set.inverted : set
    }
    throw error(.invalidPOSIXBracket)
  }

  /// Whether letters and `:]` follow the colon at the cursor.
  private func looksLikePOSIXBracket() -> Bool {
    var index = position + 1
    let start = index
    while index < source.count {
      let scalar = source[index]
      if scalar == 0x3A {
        return index + 1 < source.count && source[index + 1] == 0x5D && index > start
      }
      let isCircumflex = scalar == 0x5E && index == start
      if !isCircumflex && !RegexSets.isAlphabetic(scalar) { return false }
      index += 1
    }
    return false
  }
}
