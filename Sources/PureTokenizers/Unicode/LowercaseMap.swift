/// Lowercase forms of single scalars, Unicode 17.0.
///
/// Context is not looked at: a final capital sigma becomes σ, as in Hugging Face.
struct LowercaseMap: Sendable {
  private var numbers = ScalarMap()
  /// The forms, two scalars each, 0 when there is no second; number 0 stands for "itself".
  private var forms: [(first: UInt32, second: UInt32)] = [(0, 0)]

  /// The one copy.
  static let shared = LowercaseMap(LowercaseTables.mappings)

  /// Reads `41-5A=61 130=69+307`.
  private init(_ text: StaticString) {
    var reader = TableReader(text)
    while let first = reader.hexadecimal() {
      let last = reader.skip("-") ? reader.hexadecimal() ?? first : first
      guard reader.skip("="), let form = reader.hexadecimal() else { return }
      let second = reader.skip("+") ? reader.hexadecimal() ?? 0 : 0
      for scalar in first...Swift.max(first, last) {
        numbers.set(scalar...scalar, to: UInt16(truncatingIfNeeded: forms.count))
        forms.append((form + scalar - first, second))
      }
      reader.skipSpaces()
    }
  }

  /// The lowercase form of `scalar`, or nil when that is the scalar itself; `second` is 0 for all
  /// but `İ`, which becomes `i` and a dot above.
  @inline(__always)
  func form(of scalar: UInt32) -> (first: UInt32, second: UInt32)? {
    let number = numbers[scalar]
    return number == 0 ? nil : forms[Int(number)]
  }
}
