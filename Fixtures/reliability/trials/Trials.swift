import Foundation
import PureTokenizers

/// Does what the lines of standard input say, and answers each with a line: the checks of
/// Fixtures/reliability ask, and compare the times and sizes with their limits.
///
///     {"do": "load", "path": "tokenizer.json"}       →  {"seconds": 0.2, "resident": 40000000}
///     {"do": "encode", "unit": "ab", "bytes": 1000}  →  {"seconds": 0.00001, "count": 500}
@main
enum Trials {
  static func main() {
    var trial = Trial()
    while let line = readLine(strippingNewline: true) {
      let start = Stopwatch()
      let answer = Result { () throws(TokenizerError) in try trial.answer(JSON(Array(line.utf8))) }
      let seconds = start.seconds
      FileHandle.standardOutput.write(Data(record(of: answer, after: seconds)))
    }
  }

  private static func record(
    of answer: Result<[String: Double], TokenizerError>, after seconds: Double
  ) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    json.objectElement { json in
      json.field("total", seconds)
      switch answer {
      case .success(let numbers): for (name, value) in numbers { json.field(name, value) }
      case .failure(let error): json.field("error", error.description)
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }
}

/// Measures the time of the processor, which others that compute at the same time do not change.
struct Stopwatch {
  private let start = clock()

  /// The seconds since it was made.
  var seconds: Double { Double(clock() - start) / Double(CLOCKS_PER_SEC) }
}

/// What the trials work on.
struct Trial {
  var tokenizer: Tokenizer?

  mutating func answer(_ request: JSON) throws(TokenizerError) -> [String: Double] {
    switch try request.string("do") {
    case "load": return try load(request)
    case "drop":
      tokenizer = nil
      return ["resident": Memory.residentAfterTrimming()]
    case "resident": return ["resident": Memory.residentAfterTrimming(), "peak": Memory.peak()]
    case "encode": return try encode(request)
    case "words": return try encodeDistinctWords(request)
    case "fork": return try encodeInChildren(request)
    case "threads": return try callOnThreads(request)
    case let other:
      throw request.invalid(
        "\(other) is none of load, drop, resident, encode, words, fork, threads")
    }
  }

  private mutating func load(_ request: JSON) throws(TokenizerError) -> [String: Double] {
    tokenizer = nil
    let start = Stopwatch()
    if let json = try request.optionalBytes("json") {
      tokenizer = try Tokenizer(json: json)
    } else {
      tokenizer = try Tokenizer(contentsOf: request.string("path"))
    }
    return ["seconds": start.seconds, "resident": Memory.resident(), "peak": Memory.peak()]
  }

  /// The tokenizer that was loaded last.
  func loaded(_ request: JSON) throws(TokenizerError) -> Tokenizer {
    guard let tokenizer else { throw request.invalid("no tokenizer is loaded") }
    return tokenizer
  }
}
