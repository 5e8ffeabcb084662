/// What a parenthesis begins.
extension RegexParser {
  /// A group that was read.
  struct Group {
    /// Up to its `)`, or `nil` for an isolated option.
    var element: Parsed?
    /// `(?:…)`: a literal in it stays together under a quantifier.
    var isPlain = false
    /// After an isolated option: all that followed it.
    var swallowed = Parsed(node: .empty)
  }

  /// Reads a group; the token at the end is its `)`.
  mutating func group(until terminator: Terminator) throws(RegexSyntaxError) -> Group {
    if current == nil { throw error(.unmatchedOpen) }
    if isNext("*") { throw error(.unsupported("callouts")) }
    guard skip("?") else { return Group(element: try capture()) }
    let scalar = try take(.endInGroup)
    switch Unicode.Scalar(scalar) {
    case ":": return Group(element: try body(), isPlain: true)
    case "=": return try look(RegexLook(isBehind: false, isNegated: false))
    case "!": return try look(RegexLook(isBehind: false, isNegated: true))
    case ">": return Group(element: wrapped(try body()) { .atomic($0) })
    case "'": return Group(element: try namedGroup(end: 0x27))
    case "<": return try lookBehindOrName()
    case "(": return Group(element: try conditional())
    case "~": throw error(.unsupported("absent groups"))
    case "{": throw error(.unsupported("callouts"))
    default:
      position -= 1
      return try optionGroup(until: terminator)
    }
  }

  private mutating func body() throws(RegexSyntaxError) -> Parsed {
    try advance()
    return try alternatives(until: .groupClose)
  }

  private func wrapped(_ parsed: Parsed, _ wrap: (RegexNode) -> RegexNode) -> Parsed {
    Parsed(node: wrap(parsed.node), height: parsed.height + 1)
  }

  private mutating func look(_ look: RegexLook) throws(RegexSyntaxError) -> Group {
    Group(element: wrapped(try body()) { .look(look, $0) })
  }

  private mutating func capture() throws(RegexSyntaxError) -> Parsed {
    groupCount += 1
    let number = groupCount
    return wrapped(try body()) { .capture(number, $0) }
  }

  private mutating func lookBehindOrName() throws(RegexSyntaxError) -> Group {
    if current == nil { throw error(.unmatchedOpen) }
    if skip("=") { return try look(RegexLook(isBehind: true, isNegated: false)) }
    if skip("!") { return try look(RegexLook(isBehind: true, isNegated: true)) }
    return Group(element: try namedGroup(end: 0x3E))
  }

  private mutating func namedGroup(end: UInt32) throws(RegexSyntaxError) -> Parsed {
    let name = try groupName(end: end)
    groupsByName[name, default: []].append(groupCount + 1)
    return try capture()
  }

  // MARK: - Options

  /// `(?i)` to the end of the enclosing group, or `(?i:…)`.
  private mutating func optionGroup(
    until terminator: Terminator
  ) throws(RegexSyntaxError) -> Group {
    var changed = options
    var isOn = true
    while true {
      let scalar = try take(.endInGroup)
      switch Unicode.Scalar(scalar) {
      case ")": return try isolatedOption(changed, until: terminator)
      case ":":
        let outer = options
        options = changed
        let inner = try body()
        options = outer
        return Group(element: wrapped(inner) { .option($0) })
      case "-": isOn = false
      case "y": try textSegmentOption(isOn)
      case "C", "I", "L": throw error(isOn ? .unsupported("whole-pattern options") : .invalidOption)
      default: try Self.set(scalar, isOn, in: &changed, or: error(.undefinedOption))
      }
    }
  }

  private static func set(
    _ scalar: UInt32, _ isOn: Bool, in options: inout RegexOptions, or error: RegexSyntaxError
  ) throws(RegexSyntaxError) {
    switch Unicode.Scalar(scalar) {
    case "i": options.foldsCase = isOn
    case "m": options.dotTakesNewline = isOn
    case "x": options.isExtended = isOn
    case "W": options.wordIsASCII = isOn
    case "D": options.digitIsASCII = isOn
    case "S": options.spaceIsASCII = isOn
    case "P": options.posixIsASCII = isOn
    default: throw error
    }
  }

  /// `y{g}`, the default; `y{w}` would make `\X` a word.
  private mutating func textSegmentOption(_ isOn: Bool) throws(RegexSyntaxError) {
    guard isOn else { throw error(.undefinedOption) }
    if current == nil { throw error(.endInGroup) }
    guard skip("{") else { throw error(.undefinedOption) }
    let kind = try take(.endInGroup)
    if kind != 0x67 && kind != 0x77 { throw error(.undefinedOption) }
    if try take(.endInGroup) != 0x7D { throw error(.undefinedOption) }
    if kind == 0x77 { throw error(.unsupported("word segments")) }
  }

  private mutating func isolatedOption(
    _ changed: RegexOptions, until terminator: Terminator
  ) throws(RegexSyntaxError) -> Group {
    let outer = options
    options = changed
    try advance()
    let swallowed = try alternatives(until: terminator)
    options = outer
    return Group(element: nil, swallowed: wrapped(swallowed) { .option($0) })
  }

  // MARK: - Conditionals

  /// `(?(1)then|else)`, or any pattern as the condition.
  private mutating func conditional() throws(RegexSyntaxError) -> Parsed {
    let condition = try condition()
    if current == nil { throw error(.endInGroup) }
    if skip(")") {
      guard case .groupTest = condition.node else { throw error(.invalidConditional) }
      token = .groupClose
      return condition
    }
    let hasThen = !skip("|")
    try advance()
    var branches = try branches(until: .groupClose)
    let height = branches.reduce(condition.height) { Swift.max($0, $1.height) } + 2
    let then = hasThen ? branches.removeFirst().node : nil
    let rest = branches.map(\.node)
    let otherwise: RegexNode? = rest.isEmpty ? nil : rest.count == 1 ? rest[0] : .alternation(rest)
    let node = RegexNode.conditional(condition.node, then: then, otherwise: otherwise)
    return Parsed(node: node, height: height)
  }

  private mutating func condition() throws(RegexSyntaxError) -> Parsed {
    guard let first = current else { throw error(.endInGroup) }
    if position + 1 >= source.count { throw error(.endInGroup) }
    switch Unicode.Scalar(first) {
    case "<", "'":
      position += 1
      let reference = try reference(end: first == 0x3C ? 0x3E : 0x27)
      guard skip(")") else { throw error(.endInGroup) }
      return Parsed(node: .groupTest(reference.groups))
    case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "-", "+":
      let start = self
      do throws(RegexSyntaxError) {
        return Parsed(node: .groupTest(try reference(end: 0x29).groups))
      } catch  where Self.isNameProblem(error.problem) {
        self = start
      }
    case "*", "?": throw error(.unsupported("callouts"))
    default: break
    }
    return try body()
  }

  private static func isNameProblem(_ problem: RegexProblem) -> Bool {
    switch problem {
    case .invalidGroupName, .invalidGroupNameCharacter, .emptyGroupName, .numberTooBig: true
    default: false
    }
  }
}
