extension JSONNumber {
  /// The shortest text that reads back as `value`, in `serde_json`'s forms: `1.0`, `1e-7`,
  /// `1.2e+29`; `null` for what JSON has no number for.
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    return layout(value.description, plainExponents: -5...15)
  }

  /// As for a `Double`; numbers of single precision stay plain one digit longer.
  static func text(_ value: Float) -> String {
    guard value.isFinite else { return "null" }
    return layout(value.description, plainExponents: -6...12)
  }

  /// Lays out the digits of a description, which are the shortest ones, in the other form.
  private static func layout(_ description: String, plainExponents: ClosedRange<Int>) -> String {
    let sign = description.hasPrefix("-") ? "-" : ""
    let (digits, exponent) = scientific(description.utf8.drop { $0 == UInt8(ascii: "-") })
    guard digits != [UInt8(ascii: "0")] else { return sign + "0.0" }
    let text: [UInt8]
    if !plainExponents.contains(exponent) {
      text = digits.prefix(1) + (digits.count > 1 ? point : []) + digits.dropFirst()
      return sign + String(decoding: text, as: UTF8.self) + (exponent < 0 ? "e" : "e+")
        + String(exponent)
    }
    if exponent < 0 {
      text = zeros(1) + point + zeros(-exponent - 1) + digits
    } else {
      let whole = digits.prefix(exponent + 1) + zeros(exponent + 1 - digits.count)
      let fraction = Array(digits.dropFirst(exponent + 1))
      text = whole + point + (fraction.isEmpty ? zeros(1) : fraction)
    }
    return sign + String(decoding: text, as: UTF8.self)
  }

  private static let point = [UInt8(ascii: ".")]

  private static func zeros(_ count: Int) -> [UInt8] {
    Array(repeating: UInt8(ascii: "0"), count: max(count, 0))
  }

  /// The significant digits, and the exponent when the point stands behind the first of them.
  private static func scientific(_ text: Substring.UTF8View) -> (digits: [UInt8], exponent: Int) {
    let mantissa = text.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    let written = Int(String(Substring(text.dropFirst(mantissa.count + 1)))) ?? 0
    let whole = mantissa.prefix { $0 != point[0] }
    var digits = Array(mantissa.filter { $0 != point[0] })
    let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(min(leadingZeros, digits.count - 1))
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, written + whole.count - 1 - leadingZeros)
  }
}
