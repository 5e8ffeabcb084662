import PureTokenizers

/// Where an answer of ours is not the one in a golden file, told as a compiler tells an error.
///
///     Fixtures/golden/gpt2/cases.jsonl:17: offsets differ at token 3
///       case      {"text":"naïve 👩‍🚀 "}
///       expected  … 220 [5..<6] | 41840 [6..<10] | …
///       actual    … 220 [5..<6] | 41840 [6..<9] | …
public struct GoldenDifference: Sendable, CustomStringConvertible {
  /// The golden file.
  public var path: String
  /// The line of the case.
  public var line: Int
  /// What differs.
  public var problem: String
  /// The case as it is written.
  public var source: [UInt8]
  /// What was expected.
  public var expected: String
  /// What is there.
  public var actual: String

  /// Four lines, the first with file and line.
  public var description: String {
    """
    \(path):\(line): \(problem)
      case      \(Self.shortened(String(decoding: source, as: UTF8.self)))
      expected  \(Self.shortened(expected))
      actual    \(Self.shortened(actual))
    """
  }

  private static func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > 160 else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(160))) + "…"
  }
}
