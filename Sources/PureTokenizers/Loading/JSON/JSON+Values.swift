/// Reading a value itself; the getters with a key are made of these.
extension JSON {
  /// This value as `true` or `false`.
  public func boolValue() throws(TokenizerError) -> Bool {
    try expect(.bool)
    return document.bytes[document.position(node)] == UInt8(ascii: "t")
  }

  /// This value as the UTF-8 of a string.
  public func bytesValue() throws(TokenizerError) -> [UInt8] {
    try expect(.string)
    return document.decoded(document.string(node))
  }

  /// This value as a string.
  public func stringValue() throws(TokenizerError) -> String {
    String(decoding: try bytesValue(), as: UTF8.self)
  }

  /// This value as the only scalar of a string.
  public func scalarValue() throws(TokenizerError) -> UInt32 {
    let bytes = try bytesValue()
    guard !bytes.isEmpty else { throw invalid("an empty string (a string of one character)") }
    let scalar = bytes.scalar(at: 0)
    guard scalar.length == bytes.count else {
      throw invalid("a string of several characters (a string of one character)")
    }
    return scalar.value
  }

  /// This value as an integer in `range`.
  ///
  /// A range without an upper end, `0...Int.max`, takes what lies above it as `Int.max`, up to
  /// the largest 64-bit number: files write that for "no limit".
  public func integerValue(in range: ClosedRange<Int>) throws(TokenizerError) -> Int {
    try expect(.number)
    let number = document.number(node)
    if let unsigned = number.unsigned, unsigned > UInt64(Int.max), range.upperBound == Int.max {
      return Int.max
    }
    guard let integer = number.integer else { throw invalid("\(source) (an integer)") }
    guard integer >= range.lowerBound else {
      throw invalid("\(integer) is too small (at least \(range.lowerBound))")
    }
    guard integer <= range.upperBound else {
      throw invalid("\(integer) is too large (at most \(range.upperBound))")
    }
    return integer
  }

  /// This value as a token id.
  public func tokenIDValue() throws(TokenizerError) -> TokenID {
    TokenID(truncatingIfNeeded: try integerValue(in: 0...Int(TokenID.max)))
  }

  /// This value as a number.
  public func doubleValue() throws(TokenizerError) -> Double {
    try expect(.number)
    guard let value = document.number(node).double else { throw invalid("\(source) (a number)") }
    return value
  }

  /// This value as the elements of an array.
  public func arrayValue() throws(TokenizerError) -> [JSON] {
    try expect(.array)
    return elements
  }

  /// Throws unless the value is of `expected` kind.
  func expect(_ expected: JSONKind) throws(TokenizerError) {
    guard kind == expected else { throw invalid("\(kind.name) (\(expected.name))") }
  }

  /// A number or a literal as it is written.
  private var source: String {
    let start = document.position(node)
    let text = document.bytes[start...].prefix { $0.isDigit || "+-.eE".utf8.contains($0) }
    return String(decoding: text.prefix(40), as: UTF8.self)
  }
}

extension JSONKind {
  /// The kind with its article, as errors say it.
  var name: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}
