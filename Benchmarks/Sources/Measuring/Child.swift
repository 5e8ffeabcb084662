import Foundation

/// Other programs, and this one once more.
enum Child {
  /// Where this program is.
  static var thisProgram: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }

  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  /// What a program prints.
  static func output(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(description: "\(program) ended with \(process.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// The first line of what a command prints, or nothing.
  static func firstLine(_ command: String...) -> String {
    let text = (try? output("/usr/bin/env", command)) ?? ""
    return text.split(separator: "\n").first.map(String.init) ?? ""
  }
}
