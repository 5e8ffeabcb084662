import Foundation

/// A line on the terminal that says how far the suites have come; nothing where there is none.
struct ProgressLine {
  let total: Int
  private var done = 0
  private let isWanted = isatty(STDERR_FILENO) == 1

  init(total: Int) { self.total = total }

  /// Shows what is being measured.
  mutating func begin(_ title: String) {
    let filled = total == 0 ? 0 : done * 30 / total
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
    // A line that is wider than the terminal would not be overwritten by the next.
    write("\r\u{1B}[K" + "[\(bar)] \(done)/\(total)  \(title)".prefix(79))
    done += 1
  }

  func clear() { write("\r\u{1B}[K") }

  private func write(_ text: String) {
    if isWanted { FileHandle.standardError.write(Data(text.utf8)) }
  }
}
