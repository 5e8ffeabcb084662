import Foundation
import PureTokenizers

/// The command line tool: finds the command, runs it, and turns errors into exit codes.
@main
enum Tokenize {
  static func main() {
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// 0 when all went well, 1 when something failed, 2 when the command line was wrong.
  static func run(_ arguments: [String]) -> Int32 {
    guard let name = arguments.first, name != "--help", name != "-h", name != "help" else {
      print(Help.overview)
      return arguments.isEmpty ? 2 : 0
    }
    guard let command = commands[name] else {
      return fail("unknown command \(name) (tokenize --help lists them)", code: 2)
    }
    if arguments.contains("--help") || arguments.contains("-h") {
      print(command.help)
      return 0
    }
    do {
      return try command.run(Arguments(Array(arguments.dropFirst())))
    } catch let error as UsageError {
      return fail("\(error) (see tokenize \(name) --help)", code: 2)
    } catch {
      return fail("\(error)", code: 1)
    }
  }

  private static var commands: [String: any Command.Type] {
    [
      "encode": EncodeCommand.self, "decode": DecodeCommand.self,
      "inspect": InspectCommand.self, "verify": VerifyCommand.self,
      "fetch": FetchCommand.self, "cache": CacheCommand.self,
    ]
  }

  private static func fail(_ message: String, code: Int32) -> Int32 {
    FileHandle.standardError.write(Data("tokenize: \(message)\n".utf8))
    return code
  }
}

/// One of the things the tool does.
protocol Command {
  /// What `tokenize NAME --help` prints.
  static var help: String { get }
  /// Does it, and gives the exit code.
  static func run(_ arguments: Arguments) throws -> Int32
}
