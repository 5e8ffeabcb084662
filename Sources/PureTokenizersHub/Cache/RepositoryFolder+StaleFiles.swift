import Foundation

extension RepositoryFolder {
  /// Removes what processes of ours that were killed left behind; never another program's files.
  ///
  /// A file that is written to is locked, so one that can be locked and whose process is gone is
  /// nobody's. Where locks do not work the number of the process has to do for a day.
  func removeStaleFiles() {
    guard (try? files.statusIfPresent(blobs))?.kind == .folder,
      let names = try? files.names(in: blobs)
    else { return }
    for name in names {
      guard let name = TemporaryName(name) else { continue }
      let path = "\(blobs)/\(name)"
      guard let status = try? files.status(path), isStale(name, status, path) else { continue }
      _ = try? files.unlink(path)
    }
  }

  private func isStale(_ name: TemporaryName, _ status: FileStatus, _ path: String) -> Bool {
    let age = -status.modified.timeIntervalSinceNow
    if age > 24 * 3600 { return true }
    guard cache.usesLocks, name.isOrphaned else { return false }
    guard status.kind == .file else { return true }
    guard let descriptor = try? files.open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK) else {
      return false
    }
    defer { _ = close(descriptor) }
    return (try? files.lock(descriptor, path: path)) == true
  }
}
