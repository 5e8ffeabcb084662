/// A number in JSON text, which ends where the text stops looking like a number.
///
/// Floats are read as `serde_json` reads them, which is not always the nearest `Double`: the
/// scores of Unigram models depend on it.
struct JSONNumber {
  private var significand: UInt64 = 0
  private var exponent = 0
  private var isNegative = false
  private var isInteger = true

  /// A number that has been read: its digits, of which the last ones stand behind the point.
  init(digits: UInt64, behindPoint: Int, isNegative: Bool) {
    significand = digits
    exponent = -behindPoint
    self.isNegative = isNegative
    isInteger = behindPoint == 0
  }

  /// Reads the well-formed number that begins at `start`.
  init(_ bytes: [UInt8], at start: Int) {
    var index = start
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    readIntegerDigits(bytes, &index)
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      isInteger = false
      index += 1
      readFractionDigits(bytes, &index)
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      index += 1
      readExponent(bytes, &index)
    }
  }

  /// The digits that no longer fit are counted, not read.
  private mutating func readIntegerDigits(_ bytes: [UInt8], _ index: inout Int) {
    while index < bytes.count, bytes[index].isDigit {
      if exponent > 0 || !appendDigit(bytes[index]) {
        exponent += 1
        isInteger = false
      }
      index += 1
    }
  }

  /// The digits from the first that no longer fits are ignored.
  private mutating func readFractionDigits(_ bytes: [UInt8], _ index: inout Int) {
    var fits = true
    while index < bytes.count, bytes[index].isDigit {
      if fits { fits = appendDigit(bytes[index]) }
      if fits { exponent -= 1 }
      index += 1
    }
  }

  private mutating func appendDigit(_ byte: UInt8) -> Bool {
    let (tens, overflow) = significand.multipliedReportingOverflow(by: 10)
    let (sum, carry) = tens.addingReportingOverflow(UInt64(byte &- 0x30))
    guard !overflow, !carry else { return false }
    significand = sum
    return true
  }

  private mutating func readExponent(_ bytes: [UInt8], _ index: inout Int) {
    guard index < bytes.count else { return }
    let isDown = bytes[index] == UInt8(ascii: "-")
    if isDown || bytes[index] == UInt8(ascii: "+") { index += 1 }
    var written = 0
    while index < bytes.count, bytes[index].isDigit {
      if written <= Int(Int32.max) { written = written * 10 + Int(bytes[index] &- 0x30) }
      index += 1
    }
    exponent += isDown ? -written : written
  }

  /// The value, or nil when it is too large.
  var double: Double? {
    var value = Double(significand)
    var exponent = exponent
    while exponent < -308, value != 0 {
      value /= 1e308
      exponent += 308
    }
    if value != 0 {
      guard exponent <= 308 else { return nil }
      let power = Self.powersOfTen[abs(exponent)]
      value = exponent < 0 ? value / power : value * power
      guard value.isFinite else { return nil }
    }
    return isNegative ? -value : value
  }

  /// The value when it was written as an integer from 0 on; `-0` counts as a float.
  var unsigned: UInt64? { isInteger && !isNegative ? significand : nil }

  /// The value when it was written as an integer that `Int` can hold.
  var integer: Int? {
    guard isInteger else { return nil }
    guard isNegative else { return Int(exactly: significand) }
    guard significand != 0, significand <= UInt64(1) << 63 else { return nil }
    return Int(truncatingIfNeeded: 0 &- significand)
  }

  private static let powersOfTen: [Double] = (0...308).map { Double("1e\($0)") ?? .infinity }
}
