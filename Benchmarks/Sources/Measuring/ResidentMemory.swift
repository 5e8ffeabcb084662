import Foundation

/// How much memory this process has, in MB: on Linux without mapped files, elsewhere with them.
struct ResidentMemory {
  var megabytes: Double
  /// The most there has been, mapped files included.
  var peak: Double

  static var now: ResidentMemory {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      let process = "\(ProcessInfo.processInfo.processIdentifier)"
      let size = Child.firstLine("ps", "-o", "rss=", "-p", process)
      let megabytes = kilobytes(size) / 1e3
      return ResidentMemory(megabytes: megabytes, peak: megabytes)
    }
    return ResidentMemory(
      megabytes: field("RssAnon:", status) / 1e3,
      peak: (field("VmHWM:", status) - field("RssFile:", status)) / 1e3)
  }

  private static func field(_ name: String, _ status: String) -> Double {
    let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
    return line.map { kilobytes(String($0.dropFirst(name.count))) } ?? 0
  }

  private static func kilobytes(_ text: String) -> Double {
    let digits = text.filter(\.isNumber)
    return (Double(digits) ?? 0) * 1.024
  }
}
