import Foundation

/// The command line.
struct BenchmarkOptions {
  var suites: [String] = []
  var tokenizer = ""
  var text = ""
  var data = ProcessInfo.processInfo.environment["PURE_TOKENIZERS_DATA"] ?? ""
  var rows = ""
  var cut = DocumentCut.whole
  var megabytes: Double?
  var threads = 1
  var passes = 4
  var words = 1_000_000
  var printsJSON = false
  var timesOffsets = true
  var save: String?
  var compare: String?
  /// The tokenizer of which this process is to find the memory.
  var memoryOf: String?

  enum Problem: Error {
    case help
    case usage(String)
  }

  init(_ arguments: [String]) throws(Problem) {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      switch name {
      case "--help", "-h": throw .help
      case "--json": printsJSON = true
      case "--no-offsets": timesOffsets = false
      case "--tokenizer": tokenizer = try Self.value(of: name, &rest)
      case "--text": text = try Self.value(of: name, &rest)
      case "--data": data = try Self.value(of: name, &rest)
      case "--rows": rows = try Self.value(of: name, &rest)
      case "--save": save = try Self.value(of: name, &rest)
      case "--compare": compare = try Self.value(of: name, &rest)
      case "--memory-of": memoryOf = try Self.value(of: name, &rest)
      case "--docs": cut = try Self.value(of: name, &rest, DocumentCut.init(rawValue:))
      case "--mb": megabytes = try Self.value(of: name, &rest) { Double($0).flatMap(positive) }
      case "--passes": passes = try Self.value(of: name, &rest) { Int($0).flatMap(atLeastTwo) }
      case "--threads": threads = try Self.value(of: name, &rest) { Int($0).flatMap(positive) }
      case "--words": words = try Self.value(of: name, &rest) { Int($0).flatMap(positive) }
      case _ where name.hasPrefix("-"): throw .usage("unknown option \(name)")
      default: suites.append(name)
      }
    }
    try check()
  }

  private func check() throws(Problem) {
    guard suites.isEmpty || Suites.named(suites) != nil else {
      let known = Suites.all.map(\.name).joined(separator: ", ")
      throw .usage("\(suites.joined(separator: " ")) is no suite (\(known), all)")
    }
    guard memoryOf == nil else { return }
    if suites.isEmpty && (tokenizer.isEmpty || text.isEmpty) {
      throw .usage("--tokenizer and --text are needed, or the name of a suite")
    }
    if tokenizer.isEmpty != text.isEmpty {
      throw .usage("--tokenizer and --text go together")
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
