/// Writes JSON text as Hugging Face's library does, in the order of the calls.
///
///     json.field("prepend", bytes)
///     json.object("pattern") { $0.field("String", bytes) }
///     json.array("normalizers") { json in for stage in stages { json.element(stage: stage) } }
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Style: Sendable {
    /// Everything on one line, without spaces.
    case compact
    /// One field or element a line, indented by two spaces a level.
    case pretty
  }

  /// The text so far.
  public private(set) var bytes: [UInt8] = []
  /// What could not be written; saving fails with it.
  var problem: TokenizerError?
  private let style: Style
  private var depth = 0
  private var isFirst = true

  /// An empty text.
  public init(style: Style) { self.style = style }

  /// Makes room for `count` bytes in all.
  mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  // MARK: Fields of an object

  /// Writes the field `key` with what `body` writes as its fields.
  public mutating func object(_ key: String, _ body: (inout JSONWriter) -> Void) {
    beginField(key)
    container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes the field `key` with what `body` writes as its elements.
  public mutating func array(_ key: String, _ body: (inout JSONWriter) -> Void) {
    beginField(key)
    container(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// Writes the field `key`, which is to be followed by a value.
  mutating func beginField(_ key: String) {
    beginField(Array(key.utf8)[...])
  }

  /// Writes the field `key`, which is to be followed by a value.
  mutating func beginField(_ key: ArraySlice<UInt8>) {
    beginElement()
    append(string: key)
    append(UInt8(ascii: ":"))
    if style == .pretty { append(0x20) }
  }

  // MARK: Elements of an array

  /// Writes an object with what `body` writes as its fields.
  public mutating func objectElement(_ body: (inout JSONWriter) -> Void) {
    beginElement()
    container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes an array with what `body` writes as its elements.
  public mutating func arrayElement(_ body: (inout JSONWriter) -> Void) {
    beginElement()
    container(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// Writes what stands between two elements.
  mutating func beginElement() {
    guard depth > 0 else { return }
    if !isFirst { append(UInt8(ascii: ",")) }
    isFirst = false
    newLine()
  }

  // MARK: Text

  /// Writes an object with what `body` writes as its fields, where a value is due.
  mutating func fields(_ body: (inout JSONWriter) -> Void) {
    container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  private mutating func container(
    _ opening: UInt8, _ closing: UInt8, _ body: (inout JSONWriter) -> Void
  ) {
    append(opening)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { newLine() }
    isFirst = false
    append(closing)
  }

  private mutating func newLine() {
    guard style == .pretty else { return }
    bytes.append(0x0A)
    for _ in 0..<depth * 2 { bytes.append(0x20) }
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes a string in quotes; only what must be escaped is.
  mutating func append(string: ArraySlice<UInt8>) {
    append(UInt8(ascii: "\""))
    for byte in string {
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        bytes.append(byte)
      } else {
        append(Self.escape(byte))
      }
    }
    append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case 0x08: return "\\b"
    case 0x09: return "\\t"
    case 0x0A: return "\\n"
    case 0x0C: return "\\f"
    case 0x0D: return "\\r"
    default: return (byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)
    }
  }
}
