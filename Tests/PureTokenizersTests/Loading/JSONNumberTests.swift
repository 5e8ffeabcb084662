import Testing

@testable import PureTokenizers

/// Numbers as Hugging Face's library reads and writes them; the expected values are its own.
@Suite struct JSONNumberTests {
  @Test("floats are read as serde_json reads them, and written in its forms", arguments: floats)
  func float(_ literal: String, _ written: String) throws {
    let number = JSONNumber(Array(literal.utf8), at: 0)
    let double = try #require(number.double)
    #expect(JSONNumber.text(double) == written)
  }

  /// Literal → what `Tokenizer.from_str(…).to_str()` makes of it as the score of a token.
  static let floats = [
    ("0", "0.0"), ("-0", "-0.0"), ("-0.0", "-0.0"), ("1", "1.0"), ("-1", "-1.0"), ("10", "10.0"),
    ("-11.982494354248047", "-11.982494354248049"), ("-12.987654321098765", "-12.987654321098764"),
    ("-7.2057594037927937e0", "-7.2057594037927934"), ("0.1", "0.1"), ("1e-5", "0.00001"),
    ("0.000001", "1e-6"), ("1.25e-6", "1.25e-6"), ("1e15", "1000000000000000.0"),
    ("1e16", "1e+16"), ("1.2e29", "1.2e+29"), ("5e-324", "5e-324"), ("2e-324", "0.0"),
    ("1e-400", "0.0"), ("1e308", "1e+308"), ("0e2147483648", "0.0"), ("1e-99999999999", "0.0"),
    ("9007199254740993", "9007199254740992.0"), ("18446744073709551616", "1.8446744073709552e+19"),
  ]

  @Test(
    "what no Double can hold has no value",
    arguments: ["1e309", "-1e400", "18e307", "1e99999999999"])
  func outOfRange(_ literal: String) {
    #expect(JSONNumber(Array(literal.utf8), at: 0).double == nil)
  }

  @Test("only integer literals are integers")
  func integers() {
    let values = ["0", "7", "-7", "-0", "1.0", "1e2", "9223372036854775807", "9223372036854775808"]
      .map { JSONNumber(Array($0.utf8), at: 0).integer }
    #expect(values == [0, 7, -7, nil, nil, nil, Int.max, nil])
    #expect(JSONNumber(Array("-9223372036854775808".utf8), at: 0).integer == Int.min)
    #expect(JSONNumber(Array("18446744073709551615".utf8), at: 0).unsigned == UInt64.max)
    #expect(JSONNumber(Array("18446744073709551616".utf8), at: 0).unsigned == nil)
  }

  @Test("numbers of single precision have their own shortest form")
  func singlePrecision() {
    let values: [Float] = [0.1, 1, 0, 1e-6, 1e-7, 0.3]
    #expect(values.map { JSONNumber.text($0) } == ["0.1", "1.0", "0.0", "0.000001", "1e-7", "0.3"])
  }

  @Test("every written double reads back as itself up to serde_json's last-digit error")
  func roundTrip() throws {
    var generator = SplitMix(seed: 20)
    for _ in 0..<2000 {
      let value = Double(Float(bitPattern: UInt32(truncatingIfNeeded: generator.next())))
      guard value.isFinite else { continue }
      let read = try #require(JSONNumber(Array(JSONNumber.text(value).utf8), at: 0).double)
      #expect(abs(read - value) <= 2 * value.ulp, "seed 20, \(value)")
    }
  }

  struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
