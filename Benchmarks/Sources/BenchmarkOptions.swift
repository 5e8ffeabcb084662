/// The command line.
struct BenchmarkOptions {
  var tokenizer = ""
  var text = ""
  var cut = DocumentCut.whole
  var megabytes: Double?
  var threads = 1
  var passes = 4
  var printsJSON = false

  enum Problem: Error, CustomStringConvertible {
    case help
    case usage(String)

    var description: String {
      switch self {
      case .help: BenchmarkOptions.help
      case .usage(let problem): "\(problem) (see tokenizer-benchmark --help)"
      }
    }
  }

  static let help = """
    Usage: tokenizer-benchmark --tokenizer PATH --text FILE [OPTIONS]

    Encodes a text again and again, without special tokens, and prints the time that loading took,
    the speed in MB/s (10^6 bytes a second) of the first pass and the median of the later ones,
    for ids only and with offsets, the number of tokens, and the CRC-32 of all ids.

    Options
      --docs whole|lines|4k  encode the text whole (the default), line by line, or in documents of
                             whole lines that have 4096 bytes or a little more
      --mb N                 only the first N million bytes
      --threads N            on N threads at once (default: 1)
      --passes N             at least N passes, of which the first counts apart (default: 4)
      --json                 one line of JSON
    """

  init(_ arguments: [String]) throws(Problem) {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      switch name {
      case "--help", "-h": throw .help
      case "--json": printsJSON = true
      case "--tokenizer": tokenizer = try Self.value(of: name, &rest)
      case "--text": text = try Self.value(of: name, &rest)
      case "--docs": cut = try Self.value(of: name, &rest, DocumentCut.init(rawValue:))
      case "--mb": megabytes = try Self.value(of: name, &rest) { Double($0).flatMap(positive) }
      case "--passes": passes = try Self.value(of: name, &rest) { Int($0).flatMap(atLeastTwo) }
      case "--threads": threads = try Self.value(of: name, &rest) { Int($0).flatMap(positive) }
      default: throw .usage("unknown option \(name)")
      }
    }
    guard !tokenizer.isEmpty, !text.isEmpty else {
      throw .usage("--tokenizer and --text are needed")
    }
  }

  private static func value<Value>(
    of name: String, _ rest: inout ArraySlice<String>, _ convert: (String) -> Value? = { $0 }
  ) throws(Problem) -> Value {
    guard let text = rest.popFirst() else { throw .usage("\(name) needs a value") }
    guard let value = convert(text) else { throw .usage("\(name) cannot be \"\(text)\"") }
    return value
  }
}

private func positive<Number: Comparable & ExpressibleByIntegerLiteral>(_ number: Number) -> Number?
{
  number > 0 ? number : nil
}

private func atLeastTwo(_ number: Int) -> Int? { number >= 2 ? number : nil }
