/// Reads merges in either form that tokenizer.json has: `["a", "b"]` or `"a b"`, not mixed.
struct MergeReader {
  private let json: JSON
  private let document: JSONDocument
  private var builder: MergeTableBuilder
  private var left: [UInt8] = []
  private var right: [UInt8] = []

  /// A reader of the array `json`.
  init(json: JSON, vocabulary: Vocabulary, prefix: [UInt8]?) throws(TokenizerError) {
    try json.expect(.array)
    self.json = json
    document = json.document
    builder = try MergeTableBuilder(vocabulary: vocabulary, prefix: prefix, count: json.count)
  }

  /// Reads all merges.
  mutating func read() throws(TokenizerError) -> MergeTableBuilder {
    var firstKind: JSONKind?
    try json.forEachElement { position, element throws(TokenizerError) in
      let kind = document.kind(element)
      guard kind == firstKind ?? kind else {
        throw json.element(element, at: position).invalid(
          "\(kind.name) (\((firstKind ?? kind).name), as the merges before it)")
      }
      firstKind = kind
      switch kind {
      case .array: try readPair(element, at: position)
      case .string: try readLine(element, at: position)
      default:
        throw json.element(element, at: position).invalid(
          "\(kind.name) (an array of two strings)")
      }
    }
    return builder
  }

  private mutating func readPair(
    _ pair: JSONNode, at position: Int
  ) throws(TokenizerError) {
    let first = document.first(in: pair)
    guard document.count(pair) == 2, let leftString = document.stringIfAny(first),
      let rightString = document.stringIfAny(document.next(first))
    else { throw json.element(pair, at: position).invalid("not a merge (an array of two strings)") }
    guard leftString.hasEscapes || rightString.hasEscapes else {
      return try append(
        document.bytes, leftString.range, document.bytes, rightString.range, at: position)
    }
    left = document.decoded(leftString)
    right = document.decoded(rightString)
    try append(left, 0..<left.count, right, 0..<right.count, at: position)
  }

  private mutating func readLine(
    _ line: JSONNode, at position: Int
  ) throws(TokenizerError) {
    let string = document.string(line)
    if string.hasEscapes { left = document.decoded(string) }
    let text = string.hasEscapes ? left : document.bytes
    let range = string.hasEscapes ? 0..<left.count : string.range
    // Such lines are the headings of merges.txt, and do not count.
    guard !text[range].starts(with: "#version".utf8) else { return }
    let space = UInt8(ascii: " ")
    guard let middle = text[range].firstIndex(of: space),
      !text[(middle + 1)..<range.upperBound].contains(space)
    else {
      throw json.element(line, at: position).invalid(
        "not a merge (two tokens with one space between them)")
    }
    try append(
      text, range.lowerBound..<middle, text, (middle + 1)..<range.upperBound, at: position)
  }

  @inline(__always)
  private mutating func append(
    _ leftText: [UInt8], _ left: Range<Int>, _ rightText: [UInt8], _ right: Range<Int>,
    at position: Int
  ) throws(TokenizerError) {
    do throws(MergeProblem) {
      try builder.append(leftText, left, rightText, right)
    } catch {
      throw .invalidFile(path: "\(json.path)[\(position)]", problem: error.description)
    }
  }
}
