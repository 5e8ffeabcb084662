/// Reads a pattern in Oniguruma's default syntax.
///
/// The structure follows what Oniguruma accepts and how it groups, oddities included: an
/// isolated `(?i)` swallows the alternatives after it, `{n,m}+` is two quantifiers, `{3,1}` is
/// a possessive `{1,3}`, and `^` and `$` always mean lines.
struct RegexParser {
  let source: [UInt32]
  var position = 0
  var token = RegexToken.end
  var options = RegexOptions()
  /// The base of the numbers that remain inside `\x{41 42}`, while there are any.
  var codePointListBase: Int?
  var groupCount = 0
  var groupsByName: [[UInt32]: [Int]] = [:]
  var highestReference = 0
  var refersByNumber = false
  var depth = 0

  /// The tree of a pattern.
  static func parse(
    _ source: [UInt32]
  ) throws(RegexSyntaxError) -> (tree: RegexNode, hasNames: Bool) {
    var parser = RegexParser(source: source)
    try parser.advance()
    let tree = try parser.alternatives(until: .end)
    guard parser.highestReference <= parser.groupCount else {
      throw parser.error(.invalidBackreference)
    }
    if parser.refersByNumber && !parser.groupsByName.isEmpty {
      throw parser.error(.numberedReference)
    }
    return (tree.node, !parser.groupsByName.isEmpty)
  }

  init(source: [UInt32]) { self.source = source }

  enum Terminator { case end, groupClose }

  /// A node and how deep it is.
  struct Parsed {
    var node: RegexNode
    var height = 1
  }

  func error(_ problem: RegexProblem) -> RegexSyntaxError {
    RegexSyntaxError(position: position, problem: problem)
  }

  /// `a|b|c`; the token at the end is the terminator.
  mutating func alternatives(until terminator: Terminator) throws(RegexSyntaxError) -> Parsed {
    let branches = try branches(until: terminator)
    if branches.count == 1 { return branches[0] }
    let height = branches.reduce(0) { Swift.max($0, $1.height) } + 1
    return try checked(Parsed(node: .alternation(branches.map(\.node)), height: height))
  }

  mutating func branches(until terminator: Terminator) throws(RegexSyntaxError) -> [Parsed] {
    try enterLevel()
    let outerOptions = options
    var branches = [try branch(until: terminator)]
    while token.isAlternation {
      try advance()
      branches.append(try branch(until: terminator))
    }
    guard terminator == .end ? token.isEnd : token.isGroupClose else {
      throw error(.unmatchedOpen)
    }
    options = outerOptions
    depth -= 1
    return branches
  }

  mutating func enterLevel() throws(RegexSyntaxError) {
    depth += 1
    if depth > RegexLimits.nesting { throw error(.tooDeep) }
  }

  func checked(_ parsed: Parsed) throws(RegexSyntaxError) -> Parsed {
    if parsed.height > 2 * RegexLimits.nesting { throw error(.tooDeep) }
    return parsed
  }

  private mutating func branch(
    until terminator: Terminator
  ) throws(RegexSyntaxError) -> Parsed {
    var nodes: [RegexNode] = []
    var height = 0
    repeat {
      if isAt(terminator) || token.isEnd || token.isAlternation { break }
      let element = try element(until: terminator)
      height = Swift.max(height, element.height)
      Self.append(element.node, to: &nodes)
    } while true
    if nodes.isEmpty { return Parsed(node: .empty) }
    if nodes.count == 1 { return Parsed(node: nodes[0], height: height) }
    return try checked(Parsed(node: .sequence(nodes), height: height + 1))
  }

  private func isAt(_ terminator: Terminator) -> Bool {
    terminator == .groupClose && token.isGroupClose
  }

  /// Adds to a sequence: sequences are flattened and neighbouring literals joined, because
  /// folding sees across `(?:s)(?:s)`.
  private static func append(_ node: RegexNode, to nodes: inout [RegexNode]) {
    switch node {
    case .sequence(let elements):
      for element in elements { append(element, to: &nodes) }
    case .literal(let scalars, let foldsCase):
      if case .literal(let before, foldsCase)? = nodes.last {
        nodes[nodes.count - 1] = .literal(before + scalars, foldsCase: foldsCase)
      } else {
        nodes.append(node)
      }
    default: nodes.append(node)
    }
  }
}
