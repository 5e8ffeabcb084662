/// Reading the fields of an object. What is missing or of the wrong type is an error with a path.
extension JSON {
  /// The member `key`, which must be present.
  public func required(_ key: String) throws(TokenizerError) -> JSON {
    try expect(.object)
    guard let member = member(key) else {
      throw .invalidFile(path: path(ofMember: key), problem: "required, but not present")
    }
    return member
  }

  /// The member `key`, or nil when it is absent or `null`.
  public func optional(_ key: String) -> JSON? {
    guard let member = member(key), !member.isNull else { return nil }
    return member
  }

  /// `true` or `false`.
  public func bool(_ key: String) throws(TokenizerError) -> Bool {
    try required(key).boolValue()
  }

  /// `true` or `false`, or `value` when the member is absent; `null` is an error.
  public func bool(_ key: String, default value: Bool) throws(TokenizerError) -> Bool {
    try member(key)?.boolValue() ?? value
  }

  /// `true` or `false`, or nil when the member is absent or `null`.
  public func optionalBool(_ key: String) throws(TokenizerError) -> Bool? {
    try optional(key)?.boolValue()
  }

  /// A string as UTF-8.
  public func bytes(_ key: String) throws(TokenizerError) -> [UInt8] {
    try required(key).bytesValue()
  }

  /// A string as UTF-8, or nil when the member is absent or `null`.
  public func optionalBytes(_ key: String) throws(TokenizerError) -> [UInt8]? {
    try optional(key)?.bytesValue()
  }

  /// A string.
  public func string(_ key: String) throws(TokenizerError) -> String {
    try required(key).stringValue()
  }

  /// A string, or nil when the member is absent or `null`.
  public func optionalString(_ key: String) throws(TokenizerError) -> String? {
    try optional(key)?.stringValue()
  }

  /// The only scalar of a string.
  public func scalar(_ key: String) throws(TokenizerError) -> UInt32 {
    try required(key).scalarValue()
  }

  /// An integer in `range`.
  public func integer(_ key: String, in range: ClosedRange<Int>) throws(TokenizerError) -> Int {
    try required(key).integerValue(in: range)
  }

  /// An integer in `range`, or `value` when the member is absent; `null` is an error.
  public func integer(
    _ key: String, in range: ClosedRange<Int>, default value: Int
  ) throws(TokenizerError) -> Int {
    try member(key)?.integerValue(in: range) ?? value
  }

  /// An integer in `range`, or nil when the member is absent or `null`.
  public func optionalInteger(
    _ key: String, in range: ClosedRange<Int>
  ) throws(TokenizerError) -> Int? {
    try optional(key)?.integerValue(in: range)
  }

  /// A token id: an integer from 0 to 2³²−1.
  public func tokenID(_ key: String) throws(TokenizerError) -> TokenID {
    try required(key).tokenIDValue()
  }

  /// A number.
  public func double(_ key: String) throws(TokenizerError) -> Double {
    try required(key).doubleValue()
  }

  /// A number, or nil when the member is absent or `null`.
  public func optionalDouble(_ key: String) throws(TokenizerError) -> Double? {
    try optional(key)?.doubleValue()
  }

  /// The elements of an array.
  public func array(_ key: String) throws(TokenizerError) -> [JSON] {
    try required(key).arrayValue()
  }

  /// An object.
  public func object(_ key: String) throws(TokenizerError) -> JSON {
    let member = try required(key)
    try member.expect(.object)
    return member
  }
}
