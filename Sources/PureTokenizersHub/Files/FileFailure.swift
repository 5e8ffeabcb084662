import Foundation

/// A file call that failed, with the system's number for the reason.
struct FileFailure: Error, Hashable {
  var path: String
  var code: Int32

  var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}

extension HubError {
  init(_ failure: FileFailure) {
    let reason =
      unsafe strerror(failure.code).map { unsafe String(cString: $0).lowercased() }
      ?? "error \(failure.code)"
    self = .cacheFailure(path: failure.path, problem: reason)
  }

  /// Runs file calls; what fails becomes an error of the cache.
  static func cache<Result>(
    _ body: () throws(FileFailure) -> Result
  ) throws(HubError) -> Result {
    do { return try body() } catch { throw HubError(error) }
  }
}
