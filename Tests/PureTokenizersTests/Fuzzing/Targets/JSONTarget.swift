@testable import PureTokenizers

extension FuzzTarget {
  /// JSON text: every value is read in every way, and what is written from it reads back.
  static let json = FuzzTarget("json") { input in
    let json = try JSON(input.bytes)
    var reader = EveryValue()
    reader.read(json, depth: 0)
    var writer = JSONWriter(style: .compact)
    writer.arrayElement { $0.element(reader.strings) }
    let again = try JSON(writer.bytes).elements.map { try $0.bytesValue() }
    return again == [reader.strings] ? nil : "strings do not read back"
  }
}

/// Reads values whatever they are.
private struct EveryValue {
  /// All strings, one after another.
  var strings: [UInt8] = []

  mutating func read(_ json: JSON, depth: Int) {
    precondition(depth <= JSONScanner.maximumDepth)
    _ = json.count
    _ = json.document.tokenID(json.node)
    _ = Outcome { () throws(TokenizerError) in try json.doubleValue() }
    _ = Outcome { () throws(TokenizerError) in try json.integerValue(in: 0...Int.max) }
    _ = Outcome { () throws(TokenizerError) in try json.integerValue(in: Int.min...7) }
    _ = Outcome { () throws(TokenizerError) in try json.tokenIDValue() }
    _ = Outcome { () throws(TokenizerError) in try json.scalarValue() }
    _ = Outcome { () throws(TokenizerError) in try json.boolValue() }
    if let text = Outcome({ () throws(TokenizerError) in try json.bytesValue() }).value {
      strings += text
    }
    for element in json.elements { read(element, depth: depth + 1) }
    for (key, value) in json.members {
      strings += key
      _ = json.member(String(decoding: key, as: UTF8.self))
      read(value, depth: depth + 1)
    }
  }
}
