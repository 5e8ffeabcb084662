import Foundation

/// The lock that Python takes for the same blob; it saves a download, and nothing depends on it.
final class FileLock: Sendable {
  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }
  deinit { _ = close(descriptor) }

  /// Takes the lock at `path`, or gives nil when another process has it.
  static func take(_ path: String, with files: FileCalls) throws(FileFailure) -> FileLock? {
    let descriptor = try files.open(path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o664)
    let lock = FileLock(descriptor: descriptor)
    guard try files.lock(descriptor, path: path) else { return nil }
    // Whoever had it may have removed the file meanwhile; then the lock is on no name any more.
    let held = try files.status(of: descriptor, path: path)
    guard try files.statusIfPresent(path)?.identity == held.identity else { return nil }
    return lock
  }

  /// Waits for the lock, at most for `limit`; nil when it could not be had.
  static func wait(
    for path: String, limit: Duration, with files: FileCalls
  ) async throws(CancellationError) -> FileLock? {
    let end = ContinuousClock.now + limit
    while true {
      // A lock that cannot be taken at all, on a read-only or an odd file system, is none.
      guard let attempt = try? take(path, with: files) as FileLock?? else { return nil }
      if let lock = attempt { return lock }
      guard ContinuousClock.now < end else { return nil }
      do { try await Task.sleep(for: .milliseconds(50)) } catch { throw CancellationError() }
    }
  }
}
