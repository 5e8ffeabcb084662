import PureTokenizers

/// One question about the library, asked of one tokenizer and one text after the other.
///
/// Every suite is a file of this folder.
protocol Suite: Sendable {
  /// The word that asks for it on the command line, and begins the names of its measurements.
  var name: String { get }
  /// What it measures, in a line of the help.
  var summary: String { get }
  /// Whether the text does not matter.
  var dependsOnTokenizerOnly: Bool { get }
  /// Asks the question of one subject.
  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement]
}

/// All suites, in the order in which they run.
enum Suites {
  static let all: [any Suite] = [
    LoadSuite(), EncodeSuite(), LatencySuite(), ThreadsSuite(), OffsetsSuite(), CountSuite(),
    DecodeSuite(), StreamSuite(), WorstCaseSuite(), MemorySuite(),
  ]

  /// The suites of these names; nil when one of them is unknown. `all` means all.
  static func named(_ names: [String]) -> [any Suite]? {
    if names.contains("all") { return all }
    let found = all.filter { names.contains($0.name) }
    return found.count == Set(names).count ? found : nil
  }
}

/// How much to do.
struct Effort {
  /// At least so many passes; the first counts apart.
  var passes = 4
  /// At most so many million bytes of a text.
  var megabytes = 5.0
  /// How many distinct words the memory suite encodes.
  var words = 1_000_000
}

/// A tokenizer and a text for it.
struct Subject {
  var name: String
  var tokenizer: String
  var text: String

  /// A tokenizer that has encoded nothing yet.
  func load() throws -> Tokenizer { try Tokenizer(contentsOf: tokenizer) }
}

/// One number.
struct Measurement: Codable, Equatable {
  var suite: String
  var subject: String
  var what: String
  var value: Double
  var unit: Unit

  enum Unit: String, Codable {
    case megabytesPerSecond = "MB/s"
    case milliseconds = "ms"
    case nanoseconds = "ns"
    case megabytes = "MB"
    case timeRatio = "times the time"
    case speedRatio = "times the speed"

    /// Whether more is better.
    var growsWithSpeed: Bool { self == .megabytesPerSecond || self == .speedRatio }
  }
}

extension Suite {
  var dependsOnTokenizerOnly: Bool { false }

  /// A measurement of this suite.
  func found(
    _ subject: Subject, _ what: String, _ value: Double, _ unit: Measurement.Unit
  ) -> Measurement {
    Measurement(suite: name, subject: subject.name, what: what, value: value, unit: unit)
  }
}
