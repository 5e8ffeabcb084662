/// Values as fields and as elements; nil is written as `null`.
extension JSONWriter {
  /// Writes the field `key` with UTF-8 text.
  public mutating func field(_ key: String, _ value: [UInt8]?) {
    beginField(key)
    append(value)
  }

  /// Writes UTF-8 text as an element.
  public mutating func element(_ value: [UInt8]?) {
    beginElement()
    append(value)
  }

  /// Writes the field `key` with text.
  public mutating func field(_ key: String, _ value: String?) {
    beginField(key)
    append(value)
  }

  /// Writes text as an element.
  public mutating func element(_ value: String?) {
    beginElement()
    append(value)
  }

  /// Writes the field `key` with `true` or `false`.
  public mutating func field(_ key: String, _ value: Bool?) {
    beginField(key)
    append(value)
  }

  /// Writes `true` or `false` as an element.
  public mutating func element(_ value: Bool?) {
    beginElement()
    append(value)
  }

  /// Writes the field `key` with an integer.
  public mutating func field(_ key: String, _ value: Int?) {
    beginField(key)
    append(value)
  }

  /// Writes an integer as an element.
  public mutating func element(_ value: Int?) {
    beginElement()
    append(value)
  }

  /// Writes the field `key` with a token id.
  public mutating func field(_ key: String, _ value: TokenID?) {
    beginField(key)
    append(value)
  }

  /// Writes a token id as an element.
  public mutating func element(_ value: TokenID?) {
    beginElement()
    append(value)
  }

  /// Writes the field `key` with a number.
  public mutating func field(_ key: String, _ value: Double?) {
    beginField(key)
    append(value)
  }

  /// Writes a number as an element.
  public mutating func element(_ value: Double?) {
    beginElement()
    append(value)
  }

  /// Writes the field `key` with a number of single precision.
  public mutating func field(_ key: String, _ value: Float?) {
    beginField(key)
    append(value)
  }

  /// Writes a number of single precision as an element.
  public mutating func element(_ value: Float?) {
    beginElement()
    append(value)
  }

  /// Writes the field `key` with `null`.
  public mutating func null(_ key: String) {
    beginField(key)
    append("null")
  }

  private mutating func append(_ value: [UInt8]?) {
    if let value { append(string: value[...]) } else { append("null") }
  }

  private mutating func append(_ value: String?) {
    append(value.map { Array($0.utf8) })
  }

  private mutating func append(_ value: Bool?) {
    append(value.map { $0 ? "true" : "false" } ?? "null" as String)
  }

  private mutating func append(_ value: Int?) {
    append(value.map { $0.description } ?? "null" as String)
  }

  private mutating func append(_ value: TokenID?) {
    append(value.map { $0.description } ?? "null" as String)
  }

  private mutating func append(_ value: Double?) {
    append(value.map { JSONNumber.text($0) } ?? "null" as String)
  }

  private mutating func append(_ value: Float?) {
    append(value.map { JSONNumber.text($0) } ?? "null" as String)
  }
}
