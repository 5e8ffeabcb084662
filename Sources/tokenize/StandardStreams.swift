import Foundation

/// Standard input line by line, however long it is.
struct StandardInputLines {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Whether a whole line is at hand without waiting for more input.
  var hasBufferedLine: Bool { buffer[start...].contains(UInt8(ascii: "\n")) }

  /// The next line without its newline, or nil at the end.
  mutating func next() -> [UInt8]? {
    var searched = start
    while true {
      if let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = newline + 1 }
        return Array(buffer[start..<newline])
      }
      guard !isAtEnd else {
        defer { start = buffer.count }
        return start < buffer.count ? Array(buffer[start...]) : nil
      }
      searched = buffer.count - start
      fill()
    }
  }

  /// Everything that is left, as one text.
  mutating func remainder() -> [UInt8] {
    while !isAtEnd { fill() }
    defer { start = buffer.count }
    return Array(buffer[start...])
  }

  private mutating func fill() {
    buffer.removeSubrange(..<start)
    start = 0
    let data = FileHandle.standardInput.availableData
    isAtEnd = data.isEmpty
    buffer.append(contentsOf: data)
  }
}

/// Standard output, written in large parts.
struct StandardOutput {
  private var buffer: [UInt8] = []

  /// Adds bytes, and writes when there are many.
  mutating func write(_ bytes: [UInt8]) {
    buffer += bytes
    if buffer.count >= 1 << 16 { flush() }
  }

  /// Adds a line.
  mutating func writeLine(_ line: String) {
    buffer += line.utf8
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= 1 << 16 { flush() }
  }

  /// Writes what has been added so far.
  mutating func flush() {
    guard !buffer.isEmpty else { return }
    FileHandle.standardOutput.write(Data(buffer))
    buffer.removeAll(keepingCapacity: true)
  }
}
