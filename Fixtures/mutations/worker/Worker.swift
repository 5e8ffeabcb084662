import Foundation
import PureTokenizers

/// Loads changed tokenizer.json files and uses those that load, case after case.
///
///     mutation-worker SEED FIRST LAST PROGRESS LIST       the cases FIRST..<LAST
///     mutation-worker SEED CASE FILE LIST                 writes the file that a case is
///
/// LIST names the files to change, one a line: small ones, an empty line, large ones, of which one
/// comes in a hundred cases. Before each case its number goes to the file PROGRESS, so that whoever
/// started this process knows where it died; what it did until then stands there as well.
/// Fixtures/mutations/run.py starts it.
@main enum Worker {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 5, let seed = UInt64(arguments[1]), let first = Int(arguments[2])
    else {
      print("mutation-worker SEED FIRST LAST PROGRESS LIST | SEED CASE FILE LIST")
      exit(2)
    }
    let files = try CaseFiles(list: arguments[arguments.count - 1], seed: seed)
    if arguments.count == 5 {
      try Data(files.bytes(ofCase: first)).write(to: URL(fileURLWithPath: arguments[3]))
    } else if let last = Int(arguments[3]) {
      var report = Report(path: arguments[4])
      for number in first..<last { report.run(number, files.bytes(ofCase: number)) }
      report.finish(last)
    }
  }
}

/// The files to change.
struct CaseFiles {
  private let seed: UInt64
  private var small: [(bytes: [UInt8], lexer: Lexer)] = []
  private var large: [(bytes: [UInt8], lexer: Lexer)] = []

  init(list: String, seed: UInt64) throws {
    self.seed = seed
    let text = try String(contentsOfFile: list, encoding: .utf8)
    var isLarge = false
    for path in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if path.isEmpty {
        isLarge = true
        continue
      }
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: String(path))))
      let file = (bytes: bytes, lexer: Lexer(bytes))
      if isLarge { large.append(file) } else { small.append(file) }
    }
  }

  func bytes(ofCase number: Int) -> [UInt8] {
    let isLarge = number % 100 == 99 && !large.isEmpty
    let files = isLarge ? large : small
    let file = files[(isLarge ? number / 100 : number) % files.count]
    var seeds = Random(state: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    var mutator = Mutator(file.bytes, file.lexer, seed: seeds.next())
    return mutator.mutated()
  }
}
