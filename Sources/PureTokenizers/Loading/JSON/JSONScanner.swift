/// Turns JSON text into a tape, accepting exactly what `serde_json` accepts.
///
/// It loops instead of recursing, so that the nesting of the text costs no stack.
struct JSONScanner {
  /// `serde_json` gives up at 128 levels, which leaves 127 to use.
  static let maximumDepth = 127

  let bytes: [UInt8]
  var index = 0
  private(set) var tape: [UInt32] = []
  /// The tape positions of the containers that are still open.
  private var open: [Int] = []
  /// The long sections that were read on the way, and are not on the tape.
  private(set) var sections = ModelSections()

  /// A scanner of `bytes` that reads long sections at once, or puts them on the tape as well.
  init(_ bytes: [UInt8], readsSections: Bool = true) {
    self.bytes = bytes
    if !readsSections { sections.isClosed = true }
    tape.reserveCapacity(bytes.count / 8)
    open.reserveCapacity(Self.maximumDepth)
  }

  /// Scans the container at `position`, whose text has been found to be in order.
  mutating func scan(from position: Int) throws(TokenizerError) {
    index = position
    repeat {
      try scanValue()
      try finishValue()
    } while !open.isEmpty
  }

  /// Scans the whole text.
  mutating func scan() throws(TokenizerError) {
    guard bytes.count < Int(Int32.max) else { throw problem("too large (less than 2 GiB)") }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw problem("a byte order mark (plain UTF-8)")
    }
    try scan(from: 0)
    if let byte = nextByte() { throw unexpected(byte, "the end of the text") }
  }

  /// Scans a scalar value, or opens a container.
  private mutating func scanValue() throws(TokenizerError) {
    guard let byte = nextByte() else { throw unexpectedEnd("a value") }
    switch byte {
    case UInt8(ascii: "\""): try scanString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): if !readSection() { try openContainer() }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber()
    case UInt8(ascii: "t"): try scanLiteral("true")
    case UInt8(ascii: "f"): try scanLiteral("false")
    case UInt8(ascii: "n"): try scanLiteral("null")
    default: throw unexpected(byte, "a value")
    }
  }

  /// After a value, or after the start of a container: closes what ends here and stops in front
  /// of the next value.
  private mutating func finishValue() throws(TokenizerError) {
    while let container = open.last {
      let isObject = bytes[Int(tape[container])] == UInt8(ascii: "{")
      let closing = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
      let isFirst = tape.count == container + JSONDocument.containerSize
      guard let byte = nextByte() else { throw unexpectedEnd(isObject ? "`}`" : "`]`") }
      if byte == closing {
        closeContainer(container)
        continue
      }
      if !isFirst {
        guard byte == UInt8(ascii: ",") else {
          throw unexpected(byte, isObject ? "`,` or `}`" : "`,` or `]`")
        }
        index += 1
      }
      tape[container + 2] += 1
      if isObject { try scanKey() }
      return
    }
  }

  /// Reads a long section of a model at once, and puts a container without contents on the tape.
  private mutating func readSection() -> Bool {
    guard open.count == ModelSections.depth, let parent = open.last else { return false }
    let key = bytes[Int(tape[parent])] == UInt8(ascii: "{") ? tape.suffix(2) : []
    guard let start = key.first.map({ Int($0) + 1 }), let length = key.last.map({ Int($0 >> 1) }),
      let kind = ModelSections.Kind(bytes[start..<start + length]),
      let end = sections.read(kind, of: bytes, at: index, parent: parent, node: tape.count)
    else { return false }
    tape.append(UInt32(truncatingIfNeeded: index))
    tape.append(UInt32(truncatingIfNeeded: tape.count + 2))
    tape.append(0)
    index = end
    return true
  }

  private mutating func openContainer() throws(TokenizerError) {
    guard open.count < Self.maximumDepth else {
      throw problem("nested too deeply (at most \(Self.maximumDepth) levels)")
    }
    open.append(tape.count)
    tape.append(UInt32(truncatingIfNeeded: index))
    tape.append(0)
    tape.append(0)
    index += 1
  }

  private mutating func closeContainer(_ container: Int) {
    tape[container + 1] = UInt32(truncatingIfNeeded: tape.count)
    open.removeLast()
    index += 1
  }

  private mutating func scanKey() throws(TokenizerError) {
    guard let quote = nextByte() else { throw unexpectedEnd("a key") }
    guard quote == UInt8(ascii: "\"") else { throw unexpected(quote, "a key in double quotes") }
    try scanString()
    guard let colon = nextByte() else { throw unexpectedEnd("`:`") }
    guard colon == UInt8(ascii: ":") else { throw unexpected(colon, "`:`") }
    index += 1
  }

  private mutating func scanLiteral(_ literal: StaticString) throws(TokenizerError) {
    tape.append(UInt32(truncatingIfNeeded: index))
    for byte in literal.description.utf8 {
      guard index < bytes.count else { throw unexpectedEnd("`\(literal)`") }
      guard bytes[index] == byte else { throw unexpected(bytes[index], "`\(literal)`") }
      index += 1
    }
  }

  /// Puts a string or a number on the tape.
  mutating func append(_ entry: UInt32) { tape.append(entry) }

  /// Skips white space; the byte after it, or nil at the end.
  private mutating func nextByte() -> UInt8? {
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      index += 1
    }
    return nil
  }
}
