import Foundation
import PureTokenizers

/// Times the library: `tokenizer-benchmark SUITE…`, or one tokenizer on one text.
@main
enum Benchmark {
  static func main() {
    do {
      try run(BenchmarkOptions(Array(CommandLine.arguments.dropFirst())))
    } catch BenchmarkOptions.Problem.help {
      print(BenchmarkOptions.help)
    } catch BenchmarkOptions.Problem.usage(let problem) {
      exit(fail("\(problem) (see tokenizer-benchmark --help)", code: 2))
    } catch {
      exit(fail("\(error)", code: 1))
    }
  }

  private static func run(_ options: BenchmarkOptions) throws {
    if let tokenizer = options.memoryOf {
      let use = try MemoryUse.measure(tokenizer, words: options.words)
      print(String(decoding: try JSONEncoder().encode(use), as: UTF8.self))
    } else if options.suites.isEmpty {
      let report = try SpeedReport.measure(options)
      print(options.printsJSON ? report.json : report.text)
    } else {
      try SuiteRun(options).report()
    }
  }

  private static func fail(_ message: String, code: Int32) -> Int32 {
    FileHandle.standardError.write(Data("tokenizer-benchmark: \(message)\n".utf8))
    return code
  }
}
