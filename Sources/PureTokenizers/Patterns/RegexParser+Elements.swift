/// One element and the quantifiers after it.
extension RegexParser {
  mutating func element(until terminator: Terminator) throws(RegexSyntaxError) -> Parsed {
    switch token {
    case .groupOpen:
      let group = try group(until: terminator)
      // What follows an isolated option belongs to it, so nothing is left to be quantified.
      guard let element = group.element else { return group.swallowed }
      try advance()
      return try quantified(element, isGroup: group.isPlain)
    case .literal: return try quantified(Parsed(node: literalRun()), isGroup: false)
    case .byte(let byte, let base):
      return try quantified(Parsed(node: bytes(first: byte, base: base)), isGroup: false)
    case .groupClose: throw error(.unmatchedClose)
    case .repetition: throw error(.nothingToRepeat)
    default:
      let node = try simpleElement()
      try advance()
      return try quantified(Parsed(node: node), isGroup: false)
    }
  }

  /// The token as a node; the cursor stays at its end.
  private mutating func simpleElement() throws(RegexSyntaxError) -> RegexNode {
    switch token {
    case .codePoint(let scalar): literal([scalar])
    case .type(let type, let isNegated): .set(typeSet(type, isNegated: isNegated))
    case .property(let isNegated): .set(try propertyOutsideClass(isNegated: isNegated))
    case .classOpen: try characterClass()
    case .dot: .set(options.dotTakesNewline ? RegexSets.all : RegexSets.notNewline)
    case .backreference(let reference): backreference(reference)
    case .assertion(let assertion): .assertion(assertion)
    case .keep: .keep
    case .lineBreak:
      .atomic(.alternation([.literal([0x0D, 0x0A], foldsCase: false), .set(RegexSets.lineBreak)]))
    case .notNewline: .set(RegexSets.notNewline)
    case .anyScalar: .set(RegexSets.all)
    case .grapheme: Self.graphemeCluster
    default: .empty
    }
  }

  /// `\X` is `(?>\O(?:\Y\O)*)`.
  private static var graphemeCluster: RegexNode {
    let inside = RegexNode.sequence([.assertion(.notGraphemeBoundary), .set(RegexSets.all)])
    return .atomic(.sequence([.set(RegexSets.all), .quantified(inside, .zeroOrMore)]))
  }

  private func backreference(_ reference: RegexReference) -> RegexNode {
    .backreference(reference.groups, foldsCase: options.foldsCase)
  }

  func literal(_ scalars: [UInt32]) -> RegexNode {
    .literal(scalars, foldsCase: options.foldsCase)
  }

  private mutating func literalRun() throws(RegexSyntaxError) -> RegexNode {
    var scalars: [UInt32] = []
    let foldsCase = options.foldsCase
    while case .literal(let scalar) = token {
      scalars.append(scalar)
      try advance()
    }
    return .literal(scalars, foldsCase: foldsCase)
  }

  /// A scalar written byte by byte.
  private mutating func bytes(
    first: UInt8, base: Int
  ) throws(RegexSyntaxError) -> RegexNode {
    var bytes = [first]
    let foldsCase = options.foldsCase
    while bytes.count < RegexBytes.length(lead: first) {
      try advance()
      guard case .byte(let byte, _) = token else { throw error(.incompleteBytes) }
      bytes.append(byte)
    }
    try advance()
    guard let scalar = RegexBytes.scalar(bytes) else { throw error(.invalidCodePoint) }
    return .literal([scalar], foldsCase: foldsCase)
  }

  func typeSet(_ type: RegexCharacterType, isNegated: Bool) -> ScalarRanges {
    let set =
      options.isASCII(type)
      ? RegexSets.of(type).asciiPart
      : type == .word ? RegexSets.wordOutsideClass : RegexSets.of(type)
    return isNegated ? set.inverted : set
  }
}
