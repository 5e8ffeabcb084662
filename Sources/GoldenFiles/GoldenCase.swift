import PureTokenizers

/// A line of a golden file: what was asked of Hugging Face's library, and what it answered.
public struct GoldenCase: Sendable {
  /// What the library made of a text.
  enum Answer: Sendable {
    /// The library raised or panicked.
    case error
    /// Every field.
    case record(EncodingRecord)
    /// The ids, and a checksum of the line with every field.
    case checksum(ids: [TokenID], crc32: UInt32)
  }

  /// A decoded text, or nil where the library raised.
  typealias Decoded = [UInt8]?

  /// The number of the line in its file, from 1.
  public let line: Int
  /// The line itself.
  public let source: [UInt8]
  /// What to encode; nil for a line that only decodes.
  let request: EncodeRequest?
  /// What encoding gives; nil for a line that only decodes.
  let answer: Answer?
  /// The ids to decode.
  let ids: [TokenID]
  /// Their text without special tokens, and with them.
  let decoded: Decoded
  let decodedWithSpecial: Decoded
  /// The chunks of a decode stream, nil where the library raised; the outer nil says that the
  /// line has none.
  let chunks: [[UInt8]]??
}

extension GoldenCase {
  /// Reads a line.
  init(line: Int, source: [UInt8]) throws(TokenizerError) {
    let json = try JSON(source)
    let answer = try Self.answer(json)
    self.line = line
    self.source = source
    self.answer = answer
    request = answer == nil ? nil : try EncodeRequest(json: json)
    switch answer {
    case .record(let record): ids = record.ids
    case .checksum(let list, _): ids = list
    case .error: ids = []
    case nil: ids = try json.ids("decode")
    }
    decoded = try Self.decoded(json, "decoded")
    decodedWithSpecial =
      json.member("decoded_with_special") == nil
      ? decoded : try Self.decoded(json, "decoded_with_special")
    chunks = try Self.chunks(json)
  }

  private static func answer(_ json: JSON) throws(TokenizerError) -> Answer? {
    if json.member("decode") != nil { return nil }
    if json.member("error") != nil { return .error }
    if let record = json.optional("encoding") { return .record(try EncodingRecord(json: record)) }
    let checksum = try json.string("crc32")
    guard let crc32 = UInt32(checksum, radix: 16) else {
      throw json.invalid("crc32 \(checksum) (eight hexadecimal digits)")
    }
    return .checksum(ids: try json.ids("ids"), crc32: crc32)
  }

  /// `true` stands for the text of the case, `null` for an error.
  private static func decoded(_ json: JSON, _ key: String) throws(TokenizerError) -> Decoded {
    guard let value = json.optional(key) else { return nil }
    return (try? value.boolValue()) == true ? try json.bytes("text") : try value.bytesValue()
  }

  private static func chunks(_ json: JSON) throws(TokenizerError) -> [[UInt8]]?? {
    guard let list = json.member("chunks") else { return .none }
    if list.isNull { return .some(nil) }
    var chunks: [[UInt8]] = []
    for chunk in try list.arrayValue() { chunks.append(try chunk.bytesValue()) }
    return chunks
  }
}

extension JSON {
  fileprivate func ids(_ key: String) throws(TokenizerError) -> [TokenID] {
    var ids: [TokenID] = []
    for id in try array(key) { ids.append(try id.tokenIDValue()) }
    return ids
  }
}
