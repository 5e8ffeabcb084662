import Foundation

/// The memory of this process in bytes, as Linux counts it; 0 elsewhere.
enum Memory {
  /// What is in use now.
  static func resident() -> Double { status("VmRSS:") }

  /// The most that has been in use.
  static func peak() -> Double { status("VmHWM:") }

  /// What is in use after the allocator has given back what it can.
  static func residentAfterTrimming() -> Double {
    typealias Trim = @convention(c) (Int) -> Int32
    if let symbol = unsafe dlsym(nil, "malloc_trim") {
      // SAFETY: glibc's malloc_trim takes a size and returns an int; other libraries have none.
      _ = unsafe unsafeBitCast(symbol, to: Trim.self)(0)
    }
    return resident()
  }

  private static func status(_ name: String) -> Double {
    guard let file = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return 0
    }
    for line in file.split(separator: "\n") where line.hasPrefix(name) {
      let number = line.dropFirst(name.count).split(whereSeparator: \.isWhitespace).first
      return number.flatMap { Double($0) }.map { $0 * 1024 } ?? 0
    }
    return 0
  }
}
