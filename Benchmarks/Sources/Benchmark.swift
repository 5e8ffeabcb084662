import Foundation
import PureTokenizers

/// Times loading and encoding: `tokenizer-benchmark --tokenizer PATH --text FILE`.
@main
enum Benchmark {
  static func main() {
    do {
      let options = try BenchmarkOptions(Array(CommandLine.arguments.dropFirst()))
      let report = try Report.measure(options)
      print(options.printsJSON ? report.json : report.text)
    } catch BenchmarkOptions.Problem.help {
      print(BenchmarkOptions.help)
    } catch let problem as BenchmarkOptions.Problem {
      exit(fail("\(problem)", code: 2))
    } catch {
      exit(fail("\(error)", code: 1))
    }
  }

  private static func fail(_ message: String, code: Int32) -> Int32 {
    FileHandle.standardError.write(Data("tokenizer-benchmark: \(message)\n".utf8))
    return code
  }
}
