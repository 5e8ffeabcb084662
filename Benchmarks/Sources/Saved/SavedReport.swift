import Foundation

/// Measurements, and where and when they were made: what `--save` writes and `--compare` reads.
struct SavedReport: Codable {
  var machine: String
  var processors: Int
  var system: String
  var swift: String
  var date: String
  /// The commit of the folder that the program ran in, with a + when files were changed.
  var commit: String
  var measurements: [Measurement]

  init(_ measurements: [Measurement]) {
    machine = Machine.name
    processors = ProcessInfo.processInfo.activeProcessorCount
    system = ProcessInfo.processInfo.operatingSystemVersionString
    swift = Machine.swiftVersion
    date = ISO8601DateFormatter().string(from: Date())
    commit = Machine.commit
    self.measurements = measurements
  }

  static func read(_ path: String) throws -> SavedReport {
    try JSONDecoder().decode(
      SavedReport.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(self) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
  }

  /// One line about where and when.
  var origin: String { "\(machine), \(system), Swift \(swift), commit \(commit), \(date)" }
}

/// The machine that this runs on.
enum Machine {
  static var name: String {
    let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = info.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
      ?? Child.firstLine("sysctl", "-n", "machdep.cpu.brand_string")
  }

  static var commit: String {
    let hash = Child.firstLine("git", "rev-parse", "--short", "HEAD")
    let changed = Child.firstLine("git", "status", "--porcelain", "--untracked-files=no")
    return hash + (changed.isEmpty ? "" : "+")
  }

  /// The compiler of this program.
  static var swiftVersion: String {
    #if compiler(>=6.4)
    "6.4 or newer"
    #elseif compiler(>=6.3)
    "6.3"
    #else
    "6.2"
    #endif
  }
}
