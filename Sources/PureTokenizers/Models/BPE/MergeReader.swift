/// Reads merges in either form that tokenizer.json has: `["a", "b"]` or `"a b"`, not mixed.
struct MergeReader {
  private static let batchSize = 1024

  private let json: JSON
  private let document: JSONDocument
  private var builder: MergeTableBuilder
  /// Merges without escapes, which lie in the source.
  private var batch: [MergeText] = []

  /// A reader of the array `json`.
  init(json: JSON, vocabulary: Vocabulary, prefix: [UInt8]?) throws(TokenizerError) {
    try json.expect(.array)
    let json = json.unfolded
    self.json = json
    document = json.document
    builder = try MergeTableBuilder(
      vocabulary: vocabulary, prefix: prefix, count: json.count, path: json.path)
    batch.reserveCapacity(Self.batchSize)
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
    try flush()
    return builder
  }

  @inline(__always)
  private mutating func readPair(_ pair: JSONNode, at position: Int) throws(TokenizerError) {
    let first = document.first(in: pair)
    guard document.count(pair) == 2, let left = document.stringIfAny(first),
      let right = document.stringIfAny(document.next(first))
    else { throw json.element(pair, at: position).invalid("not a merge (an array of two strings)") }
    guard left.hasEscapes || right.hasEscapes else {
      return try append(MergeText(left: left.range, right: right.range, position: position))
    }
    var text = document.decoded(left)
    let middle = text.count
    document.appendDecoded(right, to: &text)
    try append(
      MergeText(left: 0..<middle, right: middle..<text.count, position: position), decoded: text)
  }

  @inline(__always)
  private mutating func readLine(_ line: JSONNode, at position: Int) throws(TokenizerError) {
    let string = document.string(line)
    guard string.hasEscapes else {
      guard let merge = try merge(document.bytes, string.range, line, at: position) else { return }
      return try append(merge)
    }
    let text = document.decoded(string)
    guard let merge = try merge(text, 0..<text.count, line, at: position) else { return }
    try append(merge, decoded: text)
  }

  /// The merge in a line, or nil if the line is a heading of merges.txt, which does not count.
  @inline(__always)
  private func merge(
    _ text: [UInt8], _ range: Range<Int>, _ line: JSONNode, at position: Int
  ) throws(TokenizerError) -> MergeText? {
    let (first, spaces) = spaces(text, range)
    if range.count >= 8, text[range.lowerBound] == UInt8(ascii: "#"),
      text[range].starts(with: "#version".utf8)
    {
      return nil
    }
    guard spaces == 1 else {
      throw json.element(line, at: position).invalid(
        "not a merge (two tokens with one space between them)")
    }
    return MergeText(
      left: range.lowerBound..<first, right: first + 1..<range.upperBound, position: position)
  }

  /// Where the first space is, and how many there are.
  @inline(__always)
  private func spaces(_ text: [UInt8], _ range: Range<Int>) -> (first: Int, count: Int) {
    var first = range.upperBound
    var count = 0
    for index in range where text[index] == UInt8(ascii: " ") {
      if count == 0 { first = index }
      count += 1
    }
    return (first, count)
  }

  @inline(__always)
  private mutating func append(_ merge: MergeText) throws(TokenizerError) {
    batch.append(merge)
    if batch.count == Self.batchSize { try flush() }
  }

  private mutating func append(
    _ merge: MergeText, decoded text: [UInt8]
  ) throws(TokenizerError) {
    try flush()
    try builder.append([merge], in: text)
  }

  private mutating func flush() throws(TokenizerError) {
    try builder.append(batch, in: document.bytes)
    batch.removeAll(keepingCapacity: true)
  }
}
