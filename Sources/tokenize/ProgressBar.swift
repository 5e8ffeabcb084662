import Foundation
import PureTokenizers
import PureTokenizersHub

/// A line on the terminal that says how far a download has come.
final class ProgressBar: Sendable {
  /// Whether there is a terminal to show it on.
  static var isWanted: Bool { isatty(STDERR_FILENO) == 1 }

  private let isShown = Lock(false)

  /// Shows what a client does, where there is somebody to see it.
  func follow(_ configuration: inout HubClient.Configuration) {
    guard Self.isWanted else { return }
    configuration.onProgress = { self.show($0) }
    configuration.onEvent = { if $0.level == .warning { self.print("\($0)") } }
  }

  func show(_ progress: HubProgress) {
    let done = Double(progress.completedBytes) / 1e6
    let name = progress.subject.file ?? progress.subject.model
    var line = "\(name)  \(rounded(done)) MB"
    if let total = progress.totalBytes, total > 0 {
      let share = min(Double(progress.completedBytes) / Double(total), 1)
      let filled = Int(share * 30)
      let bar =
        String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
      line =
        "[\(bar)] \(Int(share * 100)) %  \(rounded(done)) of \(rounded(Double(total) / 1e6)) MB  \(name)"
    }
    isShown.withLock { $0 = true }
    // A line that is wider than the terminal would not be overwritten by the next.
    write("\r\u{1B}[K" + line.prefix(79))
  }

  /// Prints a line above the bar.
  func print(_ line: String) {
    clear()
    write("tokenize: \(line)\n")
  }

  func clear() {
    let wasShown = isShown.withLock { shown in
      defer { shown = false }
      return shown
    }
    if wasShown { write("\r\u{1B}[K") }
  }

  private func rounded(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
