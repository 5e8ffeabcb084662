/// Turns the visible characters of `ByteLevel` back into bytes, and the bytes into text.
///
///     "ĠHey" "Ġyou"  →  " Hey you"
///
/// A token with any other character stands for its own UTF-8. Bytes that are not UTF-8 become
/// U+FFFD.
public struct ByteLevelDecoder: TokenDecoder {
  /// How the text was cut; decoding does not depend on it.
  public let preTokenizer: ByteLevel

  /// Decodes byte characters.
  public init(preTokenizer: ByteLevel = ByteLevel()) { self.preTokenizer = preTokenizer }

  /// Joins all tokens into one text.
  public func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    var bytes: [UInt8] = []
    for token in tokens { Self.appendBytes(of: token, to: &bytes) }
    return [bytes.repairedUTF8]
  }

  /// Appends the bytes that `token` stands for.
  static func appendBytes(of token: [UInt8], to bytes: inout [UInt8]) {
    let start = bytes.count
    var index = 0
    while index < token.count {
      let scalar = token.scalar(at: index)
      guard let byte = ByteAlphabet.byte(for: scalar.value) else {
        bytes.removeSubrange(start...)
        bytes += token
        return
      }
      bytes.append(byte)
      index += scalar.length
    }
  }
}

extension Array where Element == UInt8 {
  /// The bytes with U+FFFD for each longest part that no UTF-8 sequence begins with or goes on as.
  var repairedUTF8: [UInt8] { Array(String(decoding: self, as: UTF8.self).utf8) }
}

extension ByteLevelDecoder: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "ByteLevel"

  /// Reads the fields of the pre-tokenizer of the same name.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(preTokenizer: try ByteLevel(json: json, loader: loader))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) { preTokenizer.writeFields(to: &json) }
}
