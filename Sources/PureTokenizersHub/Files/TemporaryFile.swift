import Foundation

/// A file that only this download writes to, and that disappears unless it is kept.
///
/// Its name has the number of the process in it and it is locked while it is open, so that a later
/// run can tell what was left behind by one that was killed.
final class TemporaryFile: Sendable {
  let path: String
  private let descriptor: Int32
  private let files: FileCalls

  /// Opens a new file for a blob in `folder`.
  init(for blob: String, in folder: String, with files: FileCalls) throws(FileFailure) {
    var opened: (path: String, descriptor: Int32)?
    while opened == nil {
      let path = folder + "/" + TemporaryName(blob: blob).description
      do {
        opened = (path, try files.open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW))
      } catch  where error.code == EEXIST {}
    }
    guard let opened else { throw FileFailure(path: folder, code: EEXIST) }
    (path, descriptor) = opened
    self.files = files
    _ = try? files.lock(descriptor, path: path)
  }

  deinit {
    _ = close(descriptor)
    // After `keep` nothing has this name any more.
    _ = try? files.unlink(path)
  }

  func write(_ bytes: [UInt8]) throws(FileFailure) {
    try files.write(bytes, to: descriptor, path: path)
  }

  /// Makes the bytes last and gives the file its name.
  func keep(as newPath: String) throws(FileFailure) {
    try files.sync(descriptor, path: path)
    try files.rename(path, to: newPath)
  }
}

/// `<blob>.<process>-<8 hexadecimal digits>.incomplete`
struct TemporaryName: CustomStringConvertible {
  let description: String
  /// The process that made it.
  let process: Int32

  init(blob: String) {
    process = getpid()
    let digits = String(UInt32.random(in: 0...UInt32.max), radix: 16)
    let padded = String(repeating: "0", count: 8 - digits.count) + digits
    description = "\(blob).\(process)-\(padded).incomplete"
  }

  /// Reads a name; nil when it is not one of ours. Python's have no process in them.
  init?(_ name: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2] == "incomplete" else { return nil }
    let numbers = parts[1].split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 2, numbers[1].utf8.count == 8, let process = Int32(numbers[0]),
      process > 0
    else { return nil }
    self.process = process
    description = name
  }

  /// Whether the process that made it is gone.
  var isOrphaned: Bool { kill(process, 0) != 0 && errno == ESRCH }
}
