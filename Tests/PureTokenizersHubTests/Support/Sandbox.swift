import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

/// A cache of its own for a test, removed with the test.
final class Sandbox: Sendable {
  let folder: String
  let endpoint: HubEndpoint

  init(_ faults: String = "-") throws {
    endpoint = try HubServer.shared.get().endpoint(faults)
    folder = NSTemporaryDirectory() + "/hub-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var cache: String { folder + "/hub" }

  /// A configuration that waits for nothing longer than a test may.
  func configuration(
    _ mode: HubClient.Mode = .revalidate, token: HubToken = .none, faults: String? = nil
  ) -> HubClient.Configuration {
    let endpoint = faults.map(endpoint.with) ?? endpoint
    var configuration = HubClient.Configuration(
      token: token, endpoint: endpoint.address, cacheDirectory: cache, mode: mode,
      environment: ["HOME": folder])
    configuration.retry.firstDelay = .milliseconds(5)
    configuration.timeouts.metadata = .seconds(20)
    configuration.timeouts.idle = .seconds(20)
    configuration.timeouts.total = .seconds(120)
    return configuration
  }

  func hub(
    _ mode: HubClient.Mode = .revalidate, token: HubToken = .none, faults: String? = nil
  ) -> HubClient {
    HubClient(configuration(mode, token: token, faults: faults))
  }

  /// The relative paths of all files and links in the cache, sorted; folders are left out.
  func tree() throws -> [String] {
    let files = FileCalls()
    func walk(_ path: String) throws -> [String] {
      try files.names(in: folder + path).flatMap { name in
        let below = path + "/" + name
        return try files.status(folder + below).kind == .folder ? walk(below) : [below]
      }
    }
    return try walk("")
  }

  /// Checks that each blob is what its name says, that each link leads to one, that each
  /// reference names a snapshot, and that nothing temporary is left.
  func expectSoundCache(_ comment: Comment? = nil) throws {
    let files = FileCalls()
    for path in try tree() where path.hasPrefix("/hub/models--") {
      #expect(!path.hasSuffix(".incomplete"), comment)
      let parts = path.split(separator: "/")
      switch parts[2] {
      case "blobs":
        guard let id = ContentID(parts[3]) else { continue }
        let found = try ContentHash.contentID(of: folder + path, like: id, with: files)
        #expect(found == id, comment)
      case "snapshots":
        let location = try files.resolved(folder + path)
        #expect(try files.status(location).kind == .file, comment)
      case "refs":
        let text = String(
          decoding: try files.contents(of: folder + path, limit: 100), as: UTF8.self)
        #expect(CommitHash(text) != nil, comment)
        let snapshot = cache + "/\(parts[1])/snapshots/\(text)"
        #expect(try files.status(snapshot).kind == .folder, comment)
      default: continue
      }
    }
  }
}

/// The error that a piece of work throws, or nil.
func hubError(
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Void
) async -> HubError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? HubError
  }
}
