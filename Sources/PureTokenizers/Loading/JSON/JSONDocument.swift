/// JSON text and the tape that says where its values are; no tree of objects is made.
///
/// The tape holds, in the order of the text: for a string its position and its length (shifted
/// left by one; the lowest bit says whether there are escapes); for an array or an object its
/// position, the tape index after it and the number of its elements or members; for everything
/// else its position. What a value is, its first byte says. A member is two values in a row.
///
/// Every value holds on to its document, so it is a class: a copy of a value is one count more.
final class JSONDocument: Sendable {
  static let containerSize = 3

  /// The source text.
  let bytes: [UInt8]
  private let tape: [UInt32]
  /// The long sections of the model that were read while the text was scanned. On the tape there
  /// is no more of them than where they begin.
  let sections: ModelSections

  /// Scans `bytes`, which must be one JSON value in UTF-8.
  init(_ bytes: [UInt8], readsSections: Bool = true) throws(TokenizerError) {
    var scanner = JSONScanner(bytes, readsSections: readsSections)
    try scanner.scan()
    self.bytes = bytes
    tape = scanner.tape
    sections = scanner.sections
  }

  /// A document of the same text, the tape of which has all of `section` and nothing else.
  ///
  /// Nil when `section` is no section that was left out.
  func unfolded(_ section: JSONNode) -> JSONDocument? {
    sections.contains(section) ? JSONDocument(bytes, container: position(section)) : nil
  }

  private init?(_ bytes: [UInt8], container: Int) {
    var scanner = JSONScanner(bytes, readsSections: false)
    do throws(TokenizerError) { try scanner.scan(from: container) } catch { return nil }
    self.bytes = bytes
    tape = scanner.tape
    sections = ModelSections()
  }

  /// The outermost value.
  var root: JSONNode { JSONNode(index: 0) }

  /// What kind of value this is.
  func kind(_ node: JSONNode) -> JSONKind {
    switch bytes[position(node)] {
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "n"): .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
    default: .number
    }
  }

  /// Where the value begins in the source.
  @inline(__always)
  func position(_ node: JSONNode) -> Int { Int(tape[node.index]) }

  /// The number of elements of an array or of members of an object.
  func count(_ container: JSONNode) -> Int { Int(tape[container.index + 2]) }

  /// The first element of an array, or the first key of an object.
  func first(in container: JSONNode) -> JSONNode {
    JSONNode(index: container.index + Self.containerSize)
  }

  /// The value that follows this one.
  @inline(__always)
  func next(_ node: JSONNode) -> JSONNode {
    switch bytes[position(node)] {
    case UInt8(ascii: "\""): JSONNode(index: node.index + 2)
    case UInt8(ascii: "{"), UInt8(ascii: "["): JSONNode(index: Int(tape[node.index + 1]))
    default: JSONNode(index: node.index + 1)
    }
  }

  /// The string that `node` is; `node` must be a string or a key.
  @inline(__always)
  func string(_ node: JSONNode) -> JSONString {
    let start = Int(tape[node.index]) + 1
    let length = tape[node.index + 1]
    return JSONString(start: start, end: start + Int(length >> 1), hasEscapes: length & 1 == 1)
  }

  /// The string that `node` is, or nil when it is something else.
  @inline(__always)
  func stringIfAny(_ node: JSONNode) -> JSONString? {
    bytes[position(node)] == UInt8(ascii: "\"") ? string(node) : nil
  }

  /// The number that `node` is; `node` must be a number.
  func number(_ node: JSONNode) -> JSONNumber { JSONNumber(bytes, at: position(node)) }

  /// The id that `node` is, or nil when it is not an integer from 0 to 2³²−1.
  func tokenID(_ node: JSONNode) -> TokenID? {
    var index = position(node)
    var value: UInt64 = 0
    while index < bytes.count, bytes[index].isDigit, value <= UInt64(UInt32.max) {
      value = value * 10 + UInt64(bytes[index] &- 0x30)
      index += 1
    }
    guard index > position(node), value <= UInt64(UInt32.max) else { return nil }
    guard index < bytes.count else { return TokenID(truncatingIfNeeded: value) }
    let isFloat = bytes[index] == UInt8(ascii: ".") || bytes[index] | 0x20 == UInt8(ascii: "e")
    return isFloat ? nil : TokenID(truncatingIfNeeded: value)
  }
}

/// A place on the tape of a document: a value without a path, for walking large arrays.
struct JSONNode: Hashable, Sendable {
  var index: Int
}

/// What a JSON value can be.
enum JSONKind: Sendable {
  case object, array, string, number, bool, null
}

/// A string in the source: the bytes between the quotes, still escaped.
struct JSONString: Hashable, Sendable {
  var start: Int
  var end: Int
  /// When false, the bytes of the source are the string.
  var hasEscapes: Bool

  var range: Range<Int> { start..<end }
}
