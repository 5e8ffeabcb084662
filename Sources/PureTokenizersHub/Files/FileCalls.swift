import Foundation

/// The system's file calls, each of which a test can make fail.
///
/// Foundation's own would follow links and give no number for the reason.
struct FileCalls: Sendable {
  /// What is about to be done; answers the number of the failure to pretend.
  enum Call: String, Sendable {
    case open, read, write, sync, close, rename, link, unlink, makeFolder, removeFolder, list
    case status, readLink, resolve, lock
  }
  var fault: (@Sendable (Call, String) -> Int32?)?

  /// The most that one write takes; a test makes it small, as a full disk or a signal may.
  var longestWrite = Int.max

  func open(_ path: String, _ flags: Int32, mode: mode_t = 0o666) throws(FileFailure) -> Int32 {
    try check(.open, path) {
      unsafe Foundation.open(path, flags | O_CLOEXEC, mode)
    }
  }

  func close(_ descriptor: Int32, path: String) throws(FileFailure) {
    _ = try check(.close, path) { Foundation.close(descriptor) }
  }

  /// At most `count` bytes; none at the end.
  func read(_ descriptor: Int32, count: Int, path: String) throws(FileFailure) -> [UInt8] {
    var result: Result<Int, FileFailure> = .success(0)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      result = Result { () throws(FileFailure) in
        try check(.read, path) {
          // SAFETY: `read` writes at most `buffer.count` bytes and says how many it wrote.
          unsafe Foundation.read(descriptor, buffer.baseAddress, buffer.count)
        }
      }
      filled = (try? result.get()) ?? 0
    }
    _ = try result.get()
    return bytes
  }

  func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileFailure) {
    var written = 0
    while written < bytes.count {
      let start = written
      let count = try check(.write, path) {
        unsafe bytes.withUnsafeBytes { buffer in
          // SAFETY: the pointer and the count are those of the part that is left.
          let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...].prefix(longestWrite))
          return unsafe Foundation.write(descriptor, rest.baseAddress, rest.count)
        }
      }
      // Nothing written and no reason given: another try would give the same, for ever.
      guard count > 0 else { throw FileFailure(path: path, code: EIO) }
      written += count
    }
  }

  func sync(_ descriptor: Int32, path: String) throws(FileFailure) {
    _ = try check(.sync, path) { fsync(descriptor) }
  }

  func rename(_ path: String, to newPath: String) throws(FileFailure) {
    _ = try check(.rename, newPath) { unsafe Foundation.rename(path, newPath) }
  }

  func link(_ path: String, to target: String) throws(FileFailure) {
    _ = try check(.link, path) { unsafe symlink(target, path) }
  }

  func unlink(_ path: String) throws(FileFailure) {
    _ = try check(.unlink, path) { unsafe Foundation.unlink(path) }
  }

  func removeFolder(_ path: String) throws(FileFailure) {
    _ = try check(.removeFolder, path) { unsafe rmdir(path) }
  }

  /// Whether the lock of the file is now ours; false when another process has it.
  func lock(_ descriptor: Int32, path: String) throws(FileFailure) -> Bool {
    do {
      _ = try check(.lock, path) { flock(descriptor, LOCK_EX | LOCK_NB) }
      return true
    } catch  where error.code == EWOULDBLOCK {
      return false
    }
  }

  /// Runs a call that answers -1 when it fails, again when a signal came in between.
  func check<Number: SignedInteger>(
    _ call: Call, _ path: String, _ body: () -> Number
  ) throws(FileFailure) -> Number {
    if let code = fault?(call, path) { throw FileFailure(path: path, code: code) }
    while true {
      let result = body()
      if result >= 0 { return result }
      guard errno == EINTR else { throw FileFailure(path: path, code: errno) }
    }
  }
}
