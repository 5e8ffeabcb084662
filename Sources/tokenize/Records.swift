import PureTokenizers

/// The JSON lines that the tool answers with.
extension JSONWriter {
  /// An object on one line, newline included.
  static func line(_ fields: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    json.objectElement(fields)
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// The line that stands for a failure.
  static func line(error: any Error) -> [UInt8] { line { $0.field("error", "\(error)") } }
}
