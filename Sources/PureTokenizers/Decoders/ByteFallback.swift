/// Turns tokens that name a byte back into text.
///
///     "<0xC3>" "<0xA9>"  →  "é"
///
/// A run of byte tokens that is not UTF-8 as a whole becomes one U+FFFD for each of its tokens.
public struct ByteFallback: TokenDecoder {
  /// Decodes byte tokens.
  public init() {}

  /// Replaces each run of byte tokens; other tokens stay.
  public func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var run: [UInt8] = []
    for token in tokens {
      if let byte = Self.byte(of: token) {
        run.append(byte)
      } else {
        Self.append(&run, to: &result)
        result.append(token)
      }
    }
    Self.append(&run, to: &result)
    return result
  }

  private static func append(_ run: inout [UInt8], to result: inout [[UInt8]]) {
    guard !run.isEmpty else { return }
    result += texts(ofRun: run)
    run.removeAll()
  }

  /// What a run of byte tokens becomes.
  static func texts(ofRun run: [UInt8]) -> [[UInt8]] {
    run.isUTF8 ? [run] : Array(repeating: replacementCharacter, count: run.count)
  }

  private static let replacementCharacter: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// The byte that a token such as `<0xC3>` names; `<0x+3>` is one as well, as Rust reads numbers.
  static func byte(of token: [UInt8]) -> UInt8? {
    guard token.count == 6, token.starts(with: "<0x".utf8), token[5] == UInt8(ascii: ">") else {
      return nil
    }
    guard let low = hexadecimalDigit(token[4]) else { return nil }
    if token[3] == UInt8(ascii: "+") { return low }
    return hexadecimalDigit(token[3]).map { $0 << 4 | low }
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Array where Element == UInt8 {
  /// Whether the bytes are UTF-8 from end to end.
  fileprivate var isUTF8: Bool {
    var index = 0
    while index < count {
      let length = UTF8Scalars.validLength(in: self, at: index)
      guard length > 0 else { return false }
      index += length
    }
    return true
  }
}

extension ByteFallback: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "ByteFallback"

  /// Reads nothing: the stage has no fields.
  public init(json: JSON, loader: StageLoader) { self.init() }

  /// Writes nothing.
  public func writeFields(to json: inout JSONWriter) {}
}
